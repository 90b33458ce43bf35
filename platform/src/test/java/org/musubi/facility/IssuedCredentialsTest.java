package org.musubi.facility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.audit.Action;
import org.musubi.audit.AuditUnavailable;
import org.musubi.facility.ca.AuthorityLost;
import org.musubi.support.TestDatabase;

class IssuedCredentialsTest {
  private static final List<String> HOSTS = List.of("localhost", "127.0.0.1");
  @TempDir Path data;
  private Platform platform;
  private Member east;

  @BeforeEach
  void start() {
    platform = new Platform(TestDatabase.fresh(), data, Clock.systemUTC());
    east = platform.member("東地域", "1.2.392.200250.9.1");
  }

  @Test
  void aMemberGetsAKeyThatNamesItAndThatOnlyTheOwnerReads() throws Exception {
    Path directory = data.resolve("east");

    platform.credentials.tls(east.id(), HOSTS, directory);

    var certificate = Pem.certificate(Files.readAllBytes(directory.resolve("cert.pem")));
    assertThat(platform.facilities.holderOf(certificate))
        .isInstanceOfSatisfying(
            CertificateHolder.Known.class, known -> assertThat(known.member()).isEqualTo(east));
    assertThat(certificate.getSubjectX500Principal().getName())
        .contains("CN=" + east.id(), "C=JP", "東地域");
    assertThat(certificate.getExtendedKeyUsage())
        .containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
    assertThat(OwnCredential.hosts(certificate)).containsExactlyInAnyOrderElementsOf(HOSTS);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("key.pem"))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
    assertThat(directory.resolve("keystore.p12")).exists();
  }

  @Test
  void aValidCredentialIsNotReplaced() throws Exception {
    Path directory = data.resolve("east");
    platform.credentials.tls(east.id(), HOSTS, directory);
    var first = Files.readString(directory.resolve("cert.pem"));

    platform.credentials.tls(east.id(), HOSTS, directory);

    assertThat(Files.readString(directory.resolve("cert.pem"))).isEqualTo(first);
  }

  @Test
  void aCredentialForOtherHostsIsReplaced() throws Exception {
    Path directory = data.resolve("east");
    platform.credentials.tls(east.id(), HOSTS, directory);
    var first = Files.readString(directory.resolve("cert.pem"));

    platform.credentials.tls(east.id(), List.of("east.example"), directory);

    assertThat(Files.readString(directory.resolve("cert.pem"))).isNotEqualTo(first);
  }

  @Test
  void anAssertionKeyHasNoTlsUse() throws Exception {
    Path directory = data.resolve("east");

    platform.credentials.assertionSigning(east.id(), directory);

    var certificate = Pem.certificate(Files.readAllBytes(directory.resolve("signing-cert.pem")));
    assertThat(certificate.getExtendedKeyUsage())
        .doesNotContain("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2", "2.5.29.37.0");
    assertThat(certificate.getKeyUsage()[0]).isTrue();
    assertThat(certificate.getKeyUsage()[5]).isFalse();
  }

  @Test
  void theIntentionIsOnTheTrailAndEnds() {
    platform.credentials.tls(east.id(), HOSTS, data.resolve("east"));

    var issued = platform.trail.events(Action.CERTIFICATE_ISSUED).getLast();
    assertThat(issued.result()).isEqualTo(org.musubi.audit.Result.INTENDED);
    assertThat(platform.trail.hasEnded(issued.act())).isTrue();
  }

  @Test
  void noKeyLeavesWhenTheTrailIsDown() {
    platform.trail.stop();
    Path directory = data.resolve("east");

    assertThatThrownBy(() -> platform.credentials.tls(east.id(), HOSTS, directory))
        .isInstanceOf(AuditUnavailable.class);
    assertThat(directory).doesNotExist();
  }

  @Test
  void aStrangerGetsNothing() {
    var stranger = new org.musubi.core.MemberId(java.util.UUID.randomUUID());

    assertThatThrownBy(() -> platform.credentials.tls(stranger, HOSTS, data.resolve("x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSecondStartFindsTheSameRootAndTheSameKeys() {
    var again = new Platform(platform.database, data, Clock.systemUTC());

    assertThat(again.identity.authority()).isEqualTo(platform.identity.authority());
    assertThat(again.identity.operator()).isEqualTo(platform.identity.operator());
    assertThat(again.identity.signing().certificate())
        .isEqualTo(platform.identity.signing().certificate());
    assertThat(again.trail.events()).isEmpty();
  }

  @Test
  void aLostKeyOfTheAuthorityStopsTheStart() throws Exception {
    Files.delete(data.resolve("secrets/ca.p12"));

    assertThatThrownBy(() -> new Platform(platform.database, data, Clock.systemUTC()))
        .isInstanceOf(AuthorityLost.class)
        .hasMessageContaining("バックアップ");
  }

  @Test
  void aKeyOfAnotherDatabaseStopsTheStart(@TempDir Path other) {
    var elsewhere = new Platform(TestDatabase.fresh(), other, Clock.systemUTC());

    assertThatThrownBy(() -> new Platform(elsewhere.database, data, Clock.systemUTC()))
        .isInstanceOf(AuthorityLost.class);
  }

  @Test
  void ownCertificatesAreRenewedWhenAThirdOfTheirLifeIsLeft() {
    var before = platform.identity.signing().certificate();
    var later =
        Clock.offset(
            Clock.systemUTC(), Platform.LIVES.pointSigning().multipliedBy(7).dividedBy(10));

    var after = new Platform(platform.database, data, later).identity.signing().certificate();

    assertThat(after.getSerialNumber()).isNotEqualTo(before.getSerialNumber());
  }
}
