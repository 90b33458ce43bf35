package org.musubi.core;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * A person's name as Japanese records hold it: family and given name as written (kanji, kept
 * exactly as received, 外字 and characters outside the BMP included) and in kana. Either form may be
 * missing, not both (CLINS R1112); no form holds a full-width blank (R1113).
 *
 * @param family 姓 as written
 * @param given 名 as written
 * @param familyKana セイ, kept as received
 * @param givenKana メイ, kept as received
 */
public record JapaneseName(
    @Nullable String family,
    @Nullable String given,
    @Nullable String familyKana,
    @Nullable String givenKana) {

  public JapaneseName {
    if (family == null && familyKana == null) {
      throw new IllegalArgumentException("a name needs its written form or its kana");
    }
    check("family", family);
    check("given", given);
    check("familyKana", familyKana);
    check("givenKana", givenKana);
  }

  /**
   * Family and given name in kana for comparison: {@link #kana(String)} of both, or empty when
   * there is no kana.
   */
  public String kanaKey() {
    return familyKana == null
        ? ""
        : kana(familyKana) + " " + (givenKana == null ? "" : kana(givenKana));
  }

  /**
   * Folds kana for comparison only: NFKC (half width becomes full width and combining marks
   * compose), hiragana becomes katakana, blanks go. The stored value is never changed.
   */
  public static String kana(String text) {
    var folded = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .codePoints()
        .filter(c -> !Character.isWhitespace(c))
        .map(c -> c >= 0x3041 && c <= 0x3096 ? c + 0x60 : c)
        .forEach(folded::appendCodePoint);
    return folded.toString();
  }

  private static void check(String what, @Nullable String part) {
    if (part != null) {
      Text.require(what, part, 128);
      if (part.indexOf('\u3000') >= 0) {
        throw new IllegalArgumentException(what + " holds a full-width blank");
      }
    }
  }
}
