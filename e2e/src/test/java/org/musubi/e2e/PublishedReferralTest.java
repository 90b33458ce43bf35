package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.harness.Published;
import org.musubi.e2e.walk.DoctorPages;
import org.musubi.e2e.walk.Entry;
import org.musubi.e2e.walk.Login;
import org.musubi.e2e.walk.Match;
import org.musubi.e2e.walk.Patient;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Received;

/** The 電子紹介状 that CLINS publishes, held in region west and read from region east. */
class PublishedReferralTest {
  private Path published = Path.of("");

  @BeforeEach
  void isAtHand() {
    var referral = Published.referral();
    assumeTrue(referral.isPresent(), "MUSUBI_SHARED_DATA holds no published CLINS referral");
    published = referral.orElseThrow();
  }

  @Test
  void itArrivesThroughTheHubByteForByteAsItWasPublished() throws Exception {
    var east = Peer.east(Running.deployment());
    var west =
        Match.in(east.discover(Patient.HANAKO).soap()).stream()
            .filter(each -> each.home().equals(Community.WEST.urn()))
            .findFirst()
            .orElseThrow();
    var entry =
        Entry.in(east.query(west).soap()).stream()
            .filter(each -> each.uniqueId().equals(Published.REFERRAL))
            .findFirst()
            .orElseThrow();

    var received = Received.in(east.retrieve(List.of(entry))).getFirst();

    assertThat(received.sha256()).isEqualTo(Received.sha256(Files.readAllBytes(published)));
    assertThat(received.mimeType()).isEqualTo("application/fhir+json");
    assertThat(entry.title()).isEqualTo(Published.TITLE);
  }

  @Test
  void aDoctorInRegionEastReadsItAsAPage() throws Exception {
    var deployment = Running.deployment();
    var doctor = DoctorPages.signIn(deployment, Login.of(deployment.layout(), "doctor"));

    var page = doctor.read(doctor.documents("E-1001", Community.WEST), Published.TITLE);

    assertThat(page.reply().status()).isEqualTo(200);
    assertThat(page.text()).contains("<article", "紹介目的", "腹痛精査お願いします。", "上腹部痛、腰痛", "既往歴", "未検査");
  }
}
