package org.musubi.portal.web;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was typed into the search page; any part may be missing. */
record SearchForm(
    String by,
    String number,
    String familyKana,
    String givenKana,
    String era,
    String year,
    String month,
    String day) {
  static final SearchForm EMPTY = new SearchForm("identifier", "", "", "", "", "", "", "");

  @SuppressWarnings("NullAway") // Spring binds a field that the browser did not send as null.
  SearchForm {
    by = text(by);
    number = text(number);
    familyKana = text(familyKana);
    givenKana = text(givenKana);
    era = text(era);
    year = text(year);
    month = text(month);
    day = text(day);
  }

  boolean byIdentifier() {
    return by.equals("identifier");
  }

  Optional<LocalDate> birthDate() {
    return BirthDate.read(era, year, month, day);
  }

  /** What must be corrected, or null. */
  @Nullable String error() {
    if (byIdentifier()) {
      return number.isBlank() ? "患者番号を入力してください。" : null;
    }
    if (familyKana.isBlank() || givenKana.isBlank()) {
      return "セイとメイの両方を、カナで入力してください。";
    }
    if (familyKana.strip().indexOf('\u3000') >= 0 || givenKana.strip().indexOf('\u3000') >= 0) {
      return "セイとメイは、間に空白を入れずに入力してください。";
    }
    return birthDate().isEmpty() ? "生年月日が正しくありません。年、月、日を確認してください。" : null;
  }

  private static String text(@Nullable String value) {
    if (value == null) {
      return "";
    }
    var printable = new StringBuilder();
    value
        .codePoints()
        .filter(c -> !Character.isISOControl(c))
        .limit(64)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  @Override
  public String toString() {
    return "SearchForm";
  }
}
