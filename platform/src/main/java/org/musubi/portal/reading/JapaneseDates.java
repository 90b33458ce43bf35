package org.musubi.portal.reading;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.chrono.JapaneseDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Dates as Japanese pages write them: 2026年11月21日（令和8年）, times in JST. */
public final class JapaneseDates {
  private static final ZoneId JST = ZoneId.of("Asia/Tokyo");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu年M月d日", Locale.JAPAN);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("H:mm:ss", Locale.JAPAN);
  private static final DateTimeFormatter ERA = DateTimeFormatter.ofPattern("G", Locale.JAPAN);

  private JapaneseDates() {}

  /** A day: 2026年11月21日（令和8年）. */
  public static String day(LocalDate date) {
    return DAY.format(date) + "（" + era(date) + "）";
  }

  /** The day of an instant in Japan. */
  public static String day(Instant instant) {
    return day(instant.atZone(JST).toLocalDate());
  }

  /** Day and time of an instant in Japan: 2026年11月21日（令和8年） 9:05:00. */
  public static String moment(Instant instant) {
    return day(instant) + " " + time(instant);
  }

  /** The time of an instant in Japan: 9:05:00. */
  public static String time(Instant instant) {
    return TIME.format(instant.atZone(JST));
  }

  private static String era(LocalDate date) {
    if (date.getYear() < 1873) {
      return "明治6年より前";
    }
    var japanese = JapaneseDate.from(date);
    int year = japanese.get(ChronoField.YEAR_OF_ERA);
    return ERA.format(japanese) + (year == 1 ? "元" : Integer.toString(year)) + "年";
  }
}
