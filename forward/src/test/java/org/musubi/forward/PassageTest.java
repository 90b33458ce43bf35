package org.musubi.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassageTest {
  private static String json(byte[] entry) {
    return new String(Passage.of(7, entry).json(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void whatIsOfThePersonStaysBehindInEveryVersion(String version) {
    var json = json(Trail.act(version, "QUERY", "DONE"));

    assertThat(json)
        .contains("\"position\":7", "\"subject\":\"doctor\"", "\"address\":\"192.0.2.1\"")
        .doesNotContain("SECRET", "closed", "patient", "what", "details", "reason");
  }

  @Test
  void whoReadTheirOwnRecordStaysBehind() {
    var own =
        new String(Trail.act("1", "QUERY", "DONE"), StandardCharsets.UTF_8)
            .replace("TREATMENT", "PATIENT_REQUEST");

    assertThat(json(Trail.bytes(own)))
        .contains("PATIENT_REQUEST", "\"correlation\"")
        .doesNotContain("doctor", "urn:issuer", "192.0.2.1");
  }

  @Test
  void aReasonPassesWhenItIsACode() {
    assertThat(
            json(
                Trail.bytes(
                    "{\"v\":2,\"kind\":\"act\",\"at\":\"2026-11-25T00:00:00Z\",\"reason\":\"NO_CONSENT\"}")))
        .contains("\"reason\":\"NO_CONSENT\"");
  }

  @Test
  void howAnActEndedPasses() {
    var end =
        Passage.of(
            8,
            Trail.bytes(
                "{\"v\":1,\"kind\":\"end\",\"act\":\"a\",\"at\":\"2026-11-25T00:00:00Z\","
                    + "\"outcome\":\"FAILED\",\"reason\":\"the peer of SECRET\"}"));

    assertThat(end.kind()).isEqualTo("end");
    assertThat(end.result()).isEqualTo("FAILED");
    assertThat(end.bad()).isTrue();
    assertThat(new String(end.json(), StandardCharsets.UTF_8)).doesNotContain("SECRET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SECRET",
        "[]",
        "{\"v\":3,\"kind\":\"act\",\"member\":\"SECRET\"}",
        "{\"v\":2,\"kind\":\"SECRET\"}",
        "{\"v\":2,\"kind\":\"act\",\"at\":\"SECRET\"}",
        "{\"v\":\"SECRET\",\"kind\":\"act\"}"
      })
  void whatIsNoEntryIsToldAndShowsNothing(String entry) {
    assertThat(json(Trail.bytes(entry))).isEqualTo("{\"kind\":\"unknown\",\"position\":7}");
  }

  @Test
  void aRecordOfTheLogIsItsOwnKind() {
    assertThat(json(Trail.bytes("musubi tlog record 1\nrotated\nSECRET\n")))
        .isEqualTo("{\"kind\":\"log\",\"position\":7}");
  }
}
