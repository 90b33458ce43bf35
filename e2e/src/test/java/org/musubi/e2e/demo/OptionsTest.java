package org.musubi.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.e2e.harness.Trouble;

class OptionsTest {
  @ParameterizedTest
  @ValueSource(strings = {"--data", "--export", "--port-base", "--break"})
  void aValueThatIsMissingOrEmptyIsRefused(String key) {
    for (var words : new String[][] {{key}, {key, ""}, {key + "="}, {key, "--once"}}) {
      assertThatThrownBy(() -> Options.parse(words))
          .isInstanceOf(Trouble.class)
          .hasMessageContaining(key + " needs a value");
    }
  }

  @Test
  void aValueMayStandBehindAnEqualsSign() {
    assertThat(Options.parse("--data=/x y", "--once").data()).isEqualTo(Path.of("/x y"));
  }

  @Test
  void whatCannotBeHadTogetherIsRefused() {
    assertThatThrownBy(() -> Options.parse("--break", "audit", "--export", "/x"))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("--export");
    assertThatThrownBy(() -> Options.parse("--assertion", "--export", "/x", "--once"))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("--assertion");
  }

  @Test
  void aWordThatNobodyKnowsIsRefused() {
    assertThatThrownBy(() -> Options.parse("--onec"))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("--onec");
  }
}
