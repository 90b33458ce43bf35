package org.musubi.gateway.iti20;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LegibleTest {
  @Test
  void whatFitsStaysAndWhatDoesNotEndsWithAnEllipsis() {
    assertThat(Legible.of(" 結び ", 2)).isEqualTo("結び");
    assertThat(Legible.of("abcd", 4)).isEqualTo("abcd");
    assertThat(Legible.of("abcde", 4)).isEqualTo("abc…");
  }

  @Test
  void aLetterOfTwoHalvesIsNeverCutInTwo() {
    assertThat(Legible.of("a𠮷b", 3)).isEqualTo("a…");
    assertThat(Legible.of("a𠮷b", 4)).isEqualTo("a𠮷b");
  }

  @Test
  void controlCharactersAndBrokenLettersAreMadeHarmless() {
    assertThat(Legible.of("a\u0000b\r\nc\ud800d\udc00", 20)).isEqualTo("a b  c\ufffdd\ufffd");
  }

  @Test
  void whateverIsWrittenFitsAndCanBeWrittenDown() {
    var random = new Random(20261125);
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        text.append(
            (char)
                (random.nextInt(4) == 0 ? 0xd700 + random.nextInt(0x1000) : random.nextInt(0x100)));
      }
      int longest = 1 + random.nextInt(40);

      var shown = Legible.of(text.toString(), longest);

      assertThat(shown.length()).isLessThanOrEqualTo(longest);
      assertThat(shown.chars().noneMatch(Character::isISOControl)).isTrue();
      assertThat(shown.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff)).isTrue();
    }
  }
}
