package org.musubi.ihe.xds;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * HL7 v2 DTM as metadata uses it: {@code YYYY[MM[DD[hh[mm[ss]]]]]}, always UTC (ITI TF-3 Table
 * 4.2.3.1.7-2).
 */
public final class Dtm {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern FORM = Pattern.compile("[0-9]{4}(?:[0-9]{2}){0,5}");
  private static final String FIRST = "00000101000000";

  private Dtm() {}

  /** To the second. */
  public static String of(Instant instant) {
    return SECONDS.format(instant);
  }

  /** The first instant that the text can mean; empty when it is no DTM or no such date. */
  public static Optional<Instant> earliest(String dtm) {
    if (!FORM.matcher(dtm).matches()) {
      return Optional.empty();
    }
    String full = dtm + FIRST.substring(dtm.length());
    try {
      return Optional.of(
          LocalDateTime.of(
                  part(full, 0, 4),
                  part(full, 4, 6),
                  part(full, 6, 8),
                  part(full, 8, 10),
                  part(full, 10, 12),
                  part(full, 12, 14))
              .toInstant(ZoneOffset.UTC));
    } catch (DateTimeException noSuchDate) {
      return Optional.empty();
    }
  }

  /** Whether the text is a DTM that names a date that exists. */
  public static boolean isValid(String dtm) {
    return earliest(dtm).isPresent();
  }

  private static int part(String text, int from, int to) {
    return Integer.parseInt(text.substring(from, to));
  }
}
