package org.musubi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.Assurance;
import org.musubi.core.FacilityId;
import org.musubi.core.MedicalId;
import org.musubi.core.PersonRef;
import org.musubi.core.PurposeOfUse;

class EntryTextTest {
  private static final AuditEvent FULL =
      new AuditEvent(
          ActId.parse("0193a000-0000-7000-8000-000000000001"),
          Instant.parse("2026-11-21T01:02:03.456Z"),
          Action.RETRIEVE,
          new Actor(
              Trails.MEMBER,
              "certificate sha256:ab",
              FacilityId.next(Trails.CLOCK),
              "assertion _1 by urn:issuer",
              new PersonRef("urn:issuer", "dr-𠮷田"),
              "assertion _1 by urn:issuer",
              Assurance.ASSERTED,
              PurposeOfUse.TREATMENT),
          MedicalId.next(Trails.CLOCK),
          List.of(
              What.document("1.2.3^\"4", "urn:oid:1.2.3", "ab".repeat(32), 300_000_000L),
              What.of(What.Kind.QUERY, "urn:uuid:1")),
          Result.INTENDED,
          "理由",
          Map.of("b.key", "2", "a-key", "1"));

  @Test
  void anEventIsReadAsItWasWritten() {
    var entry = new Entry.Event(Entry.Path.ENLISTED, FULL);
    assertThat(EntryReading.read(EntryText.write(entry))).isEqualTo(entry);
  }

  @Test
  void theSameEventHasTheSameBytes() {
    var entry = new Entry.Event(Entry.Path.DIRECT, FULL);
    var again = EntryReading.read(EntryText.write(entry));
    assertThat(EntryText.write((Entry.OfRoom) again)).isEqualTo(EntryText.write(entry));
  }

  @Test
  void outcomesAreReadAsTheyWereWritten() {
    for (var outcome :
        List.of(Outcome.sent(), Outcome.abortedAt(7), Outcome.failed("XDSRepositoryError"))) {
      var entry = new Entry.Ending(FULL.act(), FULL.at(), outcome);
      assertThat(EntryReading.read(EntryText.write(entry))).isEqualTo(entry);
    }
  }

  @Test
  void keysOfALaterVersionAreRefusedAndUnknownKeysPassedOver() {
    String text =
        new String(
            EntryText.write(new Entry.Ending(FULL.act(), FULL.at(), Outcome.sent())),
            StandardCharsets.UTF_8);
    assertThat(EntryReading.read(bytes(text.replace("{", "{\"new\":[1],"))))
        .isInstanceOf(Entry.Ending.class);
    assertThatThrownBy(() -> EntryReading.read(bytes(text.replace("\"v\":1", "\"v\":3"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EntryReading.read(bytes("no json")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void payloadsDoNotFitIntoAnEvent() {
    assertThatThrownBy(() -> What.of(What.Kind.DOCUMENT, "x".repeat(513)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Outcome.failed("line\nline"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            new AuditEvent(
                FULL.act(),
                FULL.at(),
                FULL.action(),
                FULL.actor(),
                null,
                List.of(),
                Result.DONE,
                null,
                Map.of("body", "x".repeat(257))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
