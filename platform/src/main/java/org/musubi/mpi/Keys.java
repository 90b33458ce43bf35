package org.musubi.mpi;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musubi.core.JapaneseName;

/** Forms in which values are compared; the stored values stay as received. */
final class Keys {
  private static final Pattern SELECTORS =
      Pattern.compile("[\\x{FE00}-\\x{FE0F}\\x{E0100}-\\x{E01EF}]");

  private Keys() {}

  /**
   * Kanji name folded by NFKC and without variation selectors (異体字セレクタ), or empty. Variant
   * characters with a code of their own are not folded here: that takes a table, and a later issue.
   */
  static String kanji(JapaneseName name) {
    String family = name.family();
    String given = name.given();
    return family == null ? "" : fold(family) + " " + (given == null ? "" : fold(given));
  }

  /** 被保険者個人識別子 with full-width digits and letters folded (JP Core allows either width), or null. */
  static @Nullable String insured(@Nullable String insured) {
    return insured == null ? null : fold(insured);
  }

  private static String fold(String text) {
    return SELECTORS
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
        .replaceAll("")
        .strip();
  }
}
