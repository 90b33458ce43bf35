package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.musubi.e2e.walk.Patient;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Identity;

/** Certificates that name nobody: the line does not come about, and the trail says why. */
class BadCertificateTest {
  private final Path credentials = Running.deployment().layout().credentials("east");
  private final Identity own = Identity.load(credentials);
  private final Peer east = Peer.east(Running.deployment());

  @Test
  void noneAtAll() throws Exception {
    refused("NO_CERTIFICATE", own.anonymous());
  }

  @Test
  void issuedForSigningAssertionsAndNotForTheLine() throws Exception {
    refused(
        "WRONG_USE",
        own.showing(
            Identity.certificates(credentials.resolve("signing-cert.pem")).getFirst(),
            Identity.key(credentials.resolve("signing-key.pem"))));
  }

  @Test
  void thatBearsTheNameOfTheAuthorityAndTheSignatureOfAnother() throws Exception {
    var pairs = KeyPairGenerator.getInstance("EC");
    pairs.initialize(new ECGenParameterSpec("secp256r1"));
    var another = pairs.generateKeyPair().getPrivate();

    refused("UNKNOWN_ISSUER", own.showing(Resigned.by(another, own.chain().getFirst()), key()));
  }

  @Test
  void thatHasExpired() throws Exception {
    var now = Instant.now();

    refused("EXPIRED", dated(now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1))));
  }

  @Test
  void thatIsNotYetValid() throws Exception {
    var now = Instant.now();

    refused("NOT_YET_VALID", dated(now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(2))));
  }

  @Test
  void ofAnotherMemberCannotCarryThisMembersAssertions() throws Exception {
    var west = Identity.load(Running.deployment().layout().credentials("west"));

    var reply = east.showing(west, Running.deployment()).discover(Patient.HANAKO);

    BadXmlTest.expectFault(reply);
    assertThat(reply.fault()).contains("wsse:FailedAuthentication");
    assertThat(reply.text()).doesNotContain("registrationEvent");
  }

  /** With the key of the platform's authority, which nobody outside has. */
  private Identity dated(Instant notBefore, Instant notAfter) throws Exception {
    Path secrets = Running.deployment().layout().platform().resolve("secrets");
    char[] password = Files.readString(secrets.resolve("keystore.password")).strip().toCharArray();
    var store = KeyStore.getInstance(secrets.resolve("ca.p12").toFile(), password);
    var authority = (PrivateKey) store.getKey(store.aliases().nextElement(), password);
    return own.showing(
        Resigned.dated(authority, own.chain().getFirst(), notBefore, notAfter), key());
  }

  private PrivateKey key() {
    return Identity.key(credentials.resolve("key.pem"));
  }

  private static void refused(String reason, Identity identity) throws Exception {
    var trail = Trail.of(Running.deployment());
    long before = trail.size();

    assertThatThrownBy(() -> handshake(identity))
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("fatal alert");

    assertThat(trail.refusals(before))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.path("reason").asString()).isEqualTo(reason);
          assertThat(entry.path("details").path("where").asString()).isEqualTo("tls");
        });
  }

  /**
   * A line on which nothing is said: in TLS 1.3 the alert comes after the client's own last word.
   */
  private static void handshake(Identity identity) throws IOException {
    int port = Running.deployment().ports().ihe();
    try (var socket =
        (SSLSocket)
            identity
                .context()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      socket.startHandshake();
      assertThat(socket.getInputStream().read()).isNegative();
    }
  }
}
