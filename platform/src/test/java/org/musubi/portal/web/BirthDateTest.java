package org.musubi.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musubi.portal.reading.JapaneseDates;

class BirthDateTest {
  @ParameterizedTest
  @CsvSource({
    "'', 1968, 4, 12, 1968-04-12",
    "昭和, 43, 4, 12, 1968-04-12",
    "昭和, ４３, ４, １２, 1968-04-12",
    "令和, 元, 5, 1, 2019-05-01",
    "大正, 15, 12, 24, 1926-12-24"
  })
  void aBirthDateIsReadInWesternYearsAndInEras(
      String era, String year, String month, String day, LocalDate date) {
    assertThat(BirthDate.read(era, year, month, day)).contains(date);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1968, 2, 30",
    "昭和, 65, 1, 1",
    "平成, 31, 5, 1",
    "令和, 0, 1, 1",
    "慶応, 3, 1, 1",
    "'', abc, 1, 1",
    "'', '', '', ''"
  })
  void aDateThatDoesNotExistIsRefused(String era, String year, String month, String day) {
    assertThat(BirthDate.read(era, year, month, day)).isEmpty();
  }

  @Test
  void datesAreShownInWesternYearsWithTheEra() {
    assertThat(JapaneseDates.day(LocalDate.of(2019, 5, 1))).isEqualTo("2019年5月1日（令和元年）");
    assertThat(JapaneseDates.day(LocalDate.of(1968, 4, 12))).isEqualTo("1968年4月12日（昭和43年）");
  }
}
