package org.musubi.portal.web;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.chrono.JapaneseDate;
import java.time.chrono.JapaneseEra;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A date of birth as people type it: year, month and day apart, 西暦 or an era, half or full width.
 */
final class BirthDate {
  /** The eras one may choose, newest first. */
  static final List<String> ERAS = List.of("令和", "平成", "昭和", "大正", "明治");

  private static final Map<String, JapaneseEra> ERA =
      Map.of(
          "令和", JapaneseEra.REIWA,
          "平成", JapaneseEra.HEISEI,
          "昭和", JapaneseEra.SHOWA,
          "大正", JapaneseEra.TAISHO,
          "明治", JapaneseEra.MEIJI);

  private BirthDate() {}

  /** The date, or empty when there is no such date. An empty {@code era} means 西暦; 元 is year 1. */
  static Optional<LocalDate> read(String era, String year, String month, String day) {
    try {
      int y = number(year.strip().equals("元") ? "1" : year);
      if (era.isEmpty()) {
        return y < 1868
            ? Optional.empty()
            : Optional.of(LocalDate.of(y, number(month), number(day)));
      }
      var japanese = ERA.get(era);
      return japanese == null
          ? Optional.empty()
          : Optional.of(LocalDate.from(JapaneseDate.of(japanese, y, number(month), number(day))));
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static int number(String text) {
    return Integer.parseInt(Normalizer.normalize(text, Normalizer.Form.NFKC).strip());
  }
}
