package org.musubi.ihe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {

  private static final Oid ASSIGNER = new Oid("1.2.392.100495.20.3.51.11318814790");

  @ParameterizedTest
  @ValueSource(strings = {"0.9", "1.2", "1.39.0", "2.999.1", "2.25.267241352778226683619515"})
  void anOidIsDottedNumbers(String oid) {
    assertThat(new Oid(oid).toString()).isEqualTo(oid);
    assertThat(Oid.parse("urn:oid:" + oid)).isEqualTo(new Oid(oid));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "3.1",
        "1.40.1",
        "1.2.03",
        "1..2",
        ".1.2",
        "1.2.",
        "1.2.a",
        "１.2.3",
        "1.2 .3",
        "urn:oid:1.2",
        "1.2\n"
      })
  void whatIsNoOidIsRefused(String oid) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Oid(oid));
    assertThat(Oid.isValid(oid)).isFalse();
  }

  @Test
  void anOidHasAtMost64Characters() {
    String longest = "1.2." + "1".repeat(60);
    assertThat(new Oid(longest).value()).hasSize(64);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Oid(longest + "1"))
        .withMessageContaining("64");
  }

  @Test
  void aHomeCommunityIdIsWrittenAsUri() {
    assertThat(HomeCommunityId.parse("urn:oid:1.2.3")).hasToString("urn:oid:1.2.3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HomeCommunityId.parse("1.2.3"))
        .withMessageContaining("urn:oid:");
    assertThatIllegalArgumentException().isThrownBy(() -> HomeCommunityId.parse("urn:oid:1.02"));
    assertThatIllegalArgumentException().isThrownBy(() -> HomeCommunityId.parse("URN:OID:1.2.3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"12345", "A&B^C|D~E\\F", "ｶﾅ-01", "𠮷野\uDB40\uDD00", "か\u3099", "0001 002", "日本"})
  void aPatientIdentifierSurvivesItsWireForm(String value) {
    PatientIdentifier id = new PatientIdentifier(ASSIGNER, value);
    assertThat(PatientIdentifier.parseCx(id.toCx())).isEqualTo(id);
    assertThat(PatientIdentifier.parseCx(id.toCx()).value()).isEqualTo(value);
  }

  @Test
  void hl7DelimitersInAValueAreEscaped() {
    assertThat(new PatientIdentifier(new Oid("1.2.3"), "a^b&c").toCx())
        .isEqualTo("a\\S\\b\\T\\c^^^&1.2.3&ISO");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "123",
        "123^^^&1.2.3",
        "123^^^&1.2.3&DNS",
        "123^^^name&1.2.3&ISO",
        "123^4^^&1.2.3&ISO",
        "123^^^&1.2.3&ISO^MR",
        "^^^&1.2.3&ISO",
        " 123^^^&1.2.3&ISO",
        "123^^^&1.2.x&ISO",
        "1&2^^^&1.2.3&ISO",
        "1\\Q\\2^^^&1.2.3&ISO",
        "12\\^^^&1.2.3&ISO",
        "1\u00002^^^&1.2.3&ISO",
        "'123^^^&1.2.3&ISO'"
      })
  void anyOtherCxIsRefusedAndNotQuoted(String cx) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PatientIdentifier.parseCx(cx))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("123"));
  }

  @Test
  void halfACharacterOutsideTheBmpIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PatientIdentifier(ASSIGNER, "\uD842"));
  }

  @Test
  void aPatientIdentifierDoesNotShowItsValueInALog() {
    assertThat(new PatientIdentifier(ASSIGNER, "secret-9").toString()).doesNotContain("secret-9");
  }

  @Test
  void aDocumentKeyHoldsNoBlanks() {
    Oid repository = new Oid("1.2.3");
    assertThat(new DocumentKey(null, repository, "1.2.3.4^ext").uniqueId()).contains("^");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DocumentKey(null, repository, "1.2 3"));
    assertThatIllegalArgumentException().isThrownBy(() -> new DocumentKey(null, repository, ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DocumentKey(null, repository, "1".repeat(257)));
  }
}
