package org.musubi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MedicalInstitutionCodeTest {
  @ParameterizedTest
  @CsvSource({"0110113719, true", "1318814790, true", "1311234567, false", "1319876543, false"})
  void theCheckDigitIsToldByTheRuleOfItsPrefecture(String code, boolean holds) {
    assertThat(new MedicalInstitutionCode(code).checkDigitHolds()).isEqualTo(holds);
  }

  @Test
  void aPrefectureThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> new MedicalInstitutionCode("4810113719"))
        .hasMessageContaining("prefecture");
  }
}
