package org.musubi.portal.reading;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times of documents as a Japanese page writes them. A time with an offset becomes JST; what is no
 * time stays as it was written.
 */
final class Moments {
  private static final Pattern HL7 =
      Pattern.compile(
          "(\\d{4})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(\\d{2})?(\\d{2})?(?:\\.\\d+)?)?)?)?"
              + "([+-]\\d{4})?");
  private static final Pattern FHIR =
      Pattern.compile(
          "(\\d{4})-(\\d{2})-(\\d{2})(?:T(\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?"
              + "(Z|[+-]\\d{2}:\\d{2})?)?");

  private Moments() {}

  /** An HL7 v3 time stamp (TS): year to second, with or without offset. */
  static String hl7(String text) {
    return said(text.strip(), HL7);
  }

  /** A FHIR date or dateTime that names a day. */
  static String fhir(String text) {
    return said(text, FHIR);
  }

  private static String said(String text, Pattern pattern) {
    var part = pattern.matcher(text);
    if (!part.matches()) {
      return text;
    }
    if (part.group(3) == null) {
      return part.group(1) + "年" + (part.group(2) == null ? "" : number(part.group(2)) + "月");
    }
    try {
      return part.group(4) == null ? JapaneseDates.day(date(part)) : timed(part);
    } catch (DateTimeException e) {
      return text;
    }
  }

  private static String timed(Matcher part) {
    var offset = part.group(7);
    if (offset != null && part.group(5) != null) {
      var at =
          OffsetDateTime.of(
              date(part),
              java.time.LocalTime.of(
                  number(part.group(4)), number(part.group(5)), number(part.group(6))),
              ZoneOffset.of(offset));
      return JapaneseDates.moment(at.toInstant());
    }
    return JapaneseDates.day(date(part))
        + " "
        + number(part.group(4))
        + (part.group(5) == null ? "時" : ":" + part.group(5))
        + (part.group(6) == null ? "" : ":" + part.group(6));
  }

  private static LocalDate date(Matcher part) {
    return LocalDate.of(number(part.group(1)), number(part.group(2)), number(part.group(3)));
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
