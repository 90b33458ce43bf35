package org.musubi.facility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.audit.Action;
import org.musubi.facility.CertificateHolder.Known;
import org.musubi.facility.CertificateHolder.Reason;
import org.musubi.facility.CertificateHolder.Refused;
import org.musubi.facility.ca.Keys;
import org.musubi.facility.ca.Profile;
import org.musubi.support.TestDatabase;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CertificateHolderTest {
  private static final Instant NOW = Clock.systemUTC().instant();
  private Platform platform;
  private Member east;

  @BeforeAll
  void start(@TempDir Path data) {
    platform = new Platform(TestDatabase.fresh(), data, Clock.systemUTC());
    east = platform.member("東地域", "1.2.392.200250.9.1");
  }

  private X509Certificate tls() {
    return platform
        .issue(Profile.MEMBER_TLS, east.id(), NOW.minusSeconds(60), NOW.plusSeconds(3600))
        .certificate();
  }

  @Test
  void aCertificateOfAMemberNamesTheMember() throws Exception {
    var certificate = tls();

    assertThat(platform.facilities.holderOf(Platform.again(certificate)))
        .isEqualTo(new Known(east, Keys.fingerprint(certificate)));
  }

  @Test
  void anExpiredCertificateNamesNobody() {
    var old =
        platform.issue(
            Profile.MEMBER_TLS, east.id(), NOW.minusSeconds(7200), NOW.minusSeconds(3600));

    assertThat(platform.facilities.holderOf(old.certificate()))
        .isEqualTo(new Refused(Reason.EXPIRED));
  }

  @Test
  void aCertificateOfTomorrowNamesNobody() {
    var early =
        platform.issue(Profile.MEMBER_TLS, east.id(), NOW.plusSeconds(3600), NOW.plusSeconds(7200));

    assertThat(platform.facilities.holderOf(early.certificate()))
        .isEqualTo(new Refused(Reason.NOT_YET_VALID));
  }

  @Test
  void aStrangersCertificateThatBearsOurIssuersNameNamesNobody() throws Exception {
    assertThat(platform.facilities.holderOf(platform.forged(NOW).certificate()))
        .isEqualTo(new Refused(Reason.UNKNOWN_ISSUER));
  }

  @Test
  void aCertificateSignedBehindTheLedgerNamesNobody() throws Exception {
    assertThat(platform.facilities.holderOf(platform.stolen(NOW).certificate()))
        .isEqualTo(new Refused(Reason.NOT_ISSUED_HERE));
  }

  @Test
  void aSigningCertificateOpensNoDoor() {
    var signing =
        platform.issue(
            Profile.ASSERTION_SIGNING, east.id(), NOW.minusSeconds(60), NOW.plusSeconds(60));

    assertThat(platform.facilities.holderOf(signing.certificate()))
        .isEqualTo(new Refused(Reason.WRONG_USE));
  }

  @Test
  void theRootItselfNamesNobody() {
    assertThat(platform.facilities.holderOf(platform.identity.authority()))
        .isEqualTo(new Refused(Reason.WRONG_USE));
  }

  @Test
  void aRevokedCertificateNamesNobodyFromThatMoment() {
    var certificate = tls();
    assertThat(platform.facilities.holderOf(certificate)).isInstanceOf(Known.class);

    platform.standing.revoke(Keys.fingerprint(certificate), "key lost", platform.identity.actor());

    assertThat(platform.facilities.holderOf(certificate)).isEqualTo(new Refused(Reason.REVOKED));
    assertThat(platform.trail.events(Action.CERTIFICATE_REVOKED)).isNotEmpty();
  }

  @Test
  void aSuspendedMemberIsNobodyUntilItResumes() {
    var west = platform.member("西地域", "1.2.392.200250.9.2");
    var certificate =
        platform
            .issue(Profile.MEMBER_TLS, west.id(), NOW.minusSeconds(60), NOW.plusSeconds(60))
            .certificate();

    platform.standing.suspend(west.id(), "corrective action", platform.identity.actor());
    var during = platform.facilities.holderOf(certificate);
    platform.standing.resume(west.id(), platform.identity.actor());

    assertThat(during).isEqualTo(new Refused(Reason.MEMBER_SUSPENDED));
    assertThat(platform.facilities.holderOf(certificate)).isInstanceOf(Known.class);
  }

  @Test
  void aSuspensionMadeElsewhereIsFollowed() throws Exception {
    var north = platform.member("北地域", "1.2.392.200250.9.3");
    var certificate =
        platform
            .issue(Profile.MEMBER_TLS, north.id(), NOW.minusSeconds(60), NOW.plusSeconds(60))
            .certificate();
    assertThat(platform.facilities.holderOf(certificate)).isInstanceOf(Known.class);
    var elsewhere = new Platform(platform.database, platform.data, Clock.systemUTC());

    elsewhere.standing.suspend(north.id(), "incident", elsewhere.identity.actor());
    Thread.sleep(Duration.ofMillis(200));

    assertThat(platform.facilities.holderOf(certificate))
        .isEqualTo(new Refused(Reason.MEMBER_SUSPENDED));
  }

  @Test
  void whatWasNeverIssuedCannotBeRevoked() {
    assertThatThrownBy(
            () -> platform.standing.revoke("00", "typing error", platform.identity.actor()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
