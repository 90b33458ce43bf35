package org.musubi.services.records.patients;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Days as HL7 writes them. */
public final class Dates {
  private Dates() {}

  /** {@code YYYYMMDD…}; null when there is no such day. */
  public static @Nullable LocalDate day(@Nullable String text) {
    if (text == null || text.length() < 8) {
      return null;
    }
    try {
      return LocalDate.parse(text.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }
}
