package org.musubi.ihe.atna;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time as a sender stated it. Whether it is true is another matter: clocks of devices drift.
 *
 * @param at the moment, where year or zone were not said completed by the reader
 * @param complete whether the sender said year and zone
 */
public record StatedTime(Instant at, boolean complete) {
  /** The stamp of RFC 3164 4.1.2, {@code Nov 21 10:02:03}; some senders add a fraction or year. */
  static final Pattern BSD =
      Pattern.compile(
          "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) ([ 0-3]?\\d)(?: (\\d{4}))?"
              + " (\\d{2}):(\\d{2}):(\\d{2})(\\.\\d{1,9})?");

  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4})[-/](\\d{2})[-/](\\d{2})[T ](\\d{2}:\\d{2}:\\d{2})([.,]\\d{1,9})?"
              + " ?(?:(Z)|([+-]\\d{2}):?(\\d{2}))?");
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  /**
   * Reads a stamp of RFC 3164, which has neither year nor zone: the zone is the given one, the year
   * that which brings it nearest to the arrival. So a stamp of 31 December that arrives on 1
   * January is of last year, and a clock a little ahead is in the next one.
   *
   * @return null when it is no such stamp, or a day that no near year has
   */
  public static @Nullable StatedTime ofBsd(String stamp, Instant arrived, ZoneId zone) {
    var matcher = BSD.matcher(stamp);
    if (!matcher.matches()) {
      return null;
    }
    int month = MONTHS.indexOf(matcher.group(1)) + 1;
    int day = Integer.parseInt(matcher.group(2).strip());
    int nanos = nanos(matcher.group(7));
    int now = arrived.atZone(zone).getYear();
    Instant nearest = null;
    boolean said = matcher.group(3) != null;
    int from = said ? Integer.parseInt(matcher.group(3)) : now - 1;
    for (int year = from; year <= (said ? from : now + 1); year++) {
      try {
        var at =
            Year.of(year)
                .atMonth(month)
                .atDay(day)
                .atTime(
                    Integer.parseInt(matcher.group(4)),
                    Integer.parseInt(matcher.group(5)),
                    Integer.parseInt(matcher.group(6)),
                    nanos)
                .atZone(zone)
                .toInstant();
        if (nearest == null || apart(at, arrived).compareTo(apart(nearest, arrived)) < 0) {
          nearest = at;
        }
      } catch (DateTimeException notInThisYear) {
        continue;
      }
    }
    return nearest == null ? null : new StatedTime(nearest, false);
  }

  /**
   * Reads a date with year and a time, with or without zone: {@code 2026-11-21T10:02:03.004+09:00},
   * {@code 2026/11/21 10:02:03}.
   *
   * @return null when it is none
   */
  public static @Nullable StatedTime ofIso(String stamp, ZoneId zone) {
    var matcher = ISO.matcher(stamp);
    if (!matcher.matches()) {
      return null;
    }
    try {
      var local =
          LocalDateTime.parse(
                  matcher.group(1)
                      + "-"
                      + matcher.group(2)
                      + "-"
                      + matcher.group(3)
                      + "T"
                      + matcher.group(4))
              .plusNanos(nanos(matcher.group(5)));
      if (matcher.group(6) == null && matcher.group(7) == null) {
        return new StatedTime(local.atZone(zone).toInstant(), false);
      }
      var offset = matcher.group(7) == null ? "Z" : matcher.group(7) + ":" + matcher.group(8);
      return new StatedTime(local.atOffset(ZoneOffset.of(offset)).toInstant(), true);
    } catch (DateTimeException none) {
      return null;
    }
  }

  private static Duration apart(Instant one, Instant other) {
    return Duration.between(one, other).abs();
  }

  private static int nanos(@Nullable String fraction) {
    return fraction == null
        ? 0
        : Integer.parseInt((fraction.substring(1) + "00000000").substring(0, 9));
  }
}
