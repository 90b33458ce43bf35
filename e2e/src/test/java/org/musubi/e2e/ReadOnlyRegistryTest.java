package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.harness.Trouble;
import org.musubi.e2e.walk.Audited;
import org.musubi.e2e.walk.Entry;
import org.musubi.e2e.walk.Held;
import org.musubi.e2e.walk.Login;
import org.musubi.e2e.walk.Match;
import org.musubi.e2e.walk.Patient;
import org.musubi.e2e.walk.PatientPages;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Received;

/**
 * A point works on when the registry can only be read: the platform is started again on the data
 * that it has, every Registry connection with {@code default_transaction_read_only=on}.
 */
@Tag("slow")
class ReadOnlyRegistryTest {
  private static final String READ_ONLY = "--musubi.database.registry-read-only=true";

  private final Peer east = Peer.east(Running.deployment());

  @BeforeAll
  static void startReadOnly() {
    Running.deployment().restartPlatform(List.of(READ_ONLY));
  }

  @AfterAll
  static void startAsBefore() {
    Running.deployment().restartPlatform(List.of());
  }

  @Test
  void aRecordHeldInAnotherRegionIsReadAndRecorded() throws Exception {
    var referral = referral();
    long before = Audited.lastPosition(patient());

    var received = Received.in(east.retrieve(List.of(referral))).getFirst();

    assertThat(received.sha256())
        .isEqualTo(Held.in(Running.deployment(), Community.WEST, referral).sha256())
        .isEqualTo(Audited.release(patient(), referral.uniqueId(), before).sha256());
  }

  @Test
  void consentIsWithdrawnAndGivenByThePagesAndHeeded() throws Exception {
    var referral = referral();
    var patient = patient();

    patient.withdraw(Community.WEST);
    var refused = east.retrieve(List.of(referral)).soap();
    patient.give(Community.WEST);
    var allowed = east.retrieve(List.of(referral)).soap();

    assertThat(refused.status()).isEqualTo("Failure");
    assertThat(refused.all("DocumentResponse")).isEmpty();
    assertThat(allowed.status()).isEqualTo("Success");
    assertThat(patient.permits(Community.WEST)).isTrue();
  }

  @Test
  void whatNeedsAWriteToTheRegistryIsRefusedByTheServer() {
    var more = List.of(READ_ONLY, "--musubi.demo.communities.x02=https://localhost:9");

    assertThatThrownBy(() -> Running.deployment().restartPlatform(more))
        .isInstanceOf(Trouble.class);
    assertThat(Running.deployment().platform().said()).contains("read-only transaction");

    startReadOnly();
  }

  private Entry referral() throws Exception {
    var west =
        Match.in(east.discover(Patient.HANAKO).soap()).stream()
            .filter(each -> each.home().equals(Community.WEST.urn()))
            .findFirst()
            .orElseThrow();
    return Entry.in(east.query(west).soap()).stream()
        .filter(each -> each.uniqueId().equals(Entry.REFERRAL))
        .findFirst()
        .orElseThrow();
  }

  private static PatientPages patient() throws Exception {
    var deployment = Running.deployment();
    return PatientPages.signIn(deployment, Login.of(deployment.layout(), "hanako"));
  }
}
