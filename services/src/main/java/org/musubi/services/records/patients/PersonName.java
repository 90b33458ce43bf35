package org.musubi.services.records.patients;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * A name as written (kanji, 外字 and characters outside the BMP kept as received) and in kana. Each
 * part may be missing.
 */
public record PersonName(
    @Nullable String family,
    @Nullable String given,
    @Nullable String familyKana,
    @Nullable String givenKana) {

  /** A name nobody gave. */
  public static final PersonName NONE = new PersonName(null, null, null, null);

  /** Whether neither form has a family name. */
  public boolean isEmpty() {
    return family == null && familyKana == null;
  }

  String writtenKey() {
    return fold(family) + " " + fold(given);
  }

  String kanaKey() {
    return fold(familyKana) + " " + fold(givenKana);
  }

  /**
   * Folds for comparison only: NFKC (half width becomes full width, combining marks compose),
   * hiragana becomes katakana, blanks go. What is stored never changes.
   */
  static String fold(@Nullable String text) {
    if (text == null) {
      return "";
    }
    var folded = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .codePoints()
        .filter(c -> !Character.isWhitespace(c))
        .map(c -> c >= 0x3041 && c <= 0x3096 ? c + 0x60 : c)
        .forEach(folded::appendCodePoint);
    return folded.toString();
  }

  /** Names do not belong into logs. */
  @Override
  public String toString() {
    return "PersonName";
  }
}
