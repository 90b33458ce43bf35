package org.musubi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JapaneseNameTest {
  @Test
  void halfWidthKanaAndHiraganaCompareAsFullWidthKatakana() {
    assertThat(JapaneseName.kana("ﾔﾏﾀﾞ たろう")).isEqualTo("ヤマダタロウ");
  }

  @Test
  void combiningMarksComposeForComparison() {
    assertThat(JapaneseName.kana("カ\u3099キ")).isEqualTo("ガキ");
  }

  @Test
  void charactersOutsideTheBasicPlaneAreKeptAsReceived() {
    assertThat(new JapaneseName("𠮷田", "太郎", null, null).family()).isEqualTo("𠮷田");
  }

  @Test
  void aFullWidthBlankInsideAPartIsRefused() {
    assertThatThrownBy(() -> new JapaneseName("山田\u3000太郎", null, null, null))
        .hasMessageContaining("full-width blank");
  }

  @Test
  void aNameWithNeitherFormIsRefused() {
    assertThatThrownBy(() -> new JapaneseName(null, "太郎", null, "タロウ"))
        .hasMessageContaining("written form or its kana");
  }
}
