package org.musubi.portal.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.chrono.JapaneseDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Dates as Japanese pages write them: 2026年11月21日（令和8年）, times in JST. */
final class JapaneseDates {
  private static final ZoneId JST = ZoneId.of("Asia/Tokyo");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu年M月d日", Locale.JAPAN);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("H:mm:ss", Locale.JAPAN);
  private static final DateTimeFormatter ERA = DateTimeFormatter.ofPattern("G", Locale.JAPAN);

  private JapaneseDates() {}

  static String day(LocalDate date) {
    return DAY.format(date) + "（" + era(date) + "）";
  }

  static String day(Instant instant) {
    return day(instant.atZone(JST).toLocalDate());
  }

  static String moment(Instant instant) {
    return day(instant) + " " + TIME.format(instant.atZone(JST));
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
