package org.musubi.ihe.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.musubi.ihe.soap.Answer.Answered;
import org.musubi.ihe.soap.Answer.Failed;
import org.musubi.ihe.soap.Answer.Kind;
import org.musubi.ihe.tls.TestAuthority;
import org.musubi.ihe.tls.TlsMaterial;

@Timeout(60)
class SoapClientTrustTest extends WithClient {
  static Stream<Arguments> strangers() {
    var foreign = TestAuthority.named("Authority");
    var keys = TestAuthority.ellipticKeys();
    return Stream.of(
        arguments("from another authority of the same name", foreign.issue("peer"), "127.0.0.1"),
        arguments(
            "that is expired",
            authority.issue("peer", keys, Duration.ofHours(-1), KeyPurposeId.id_kp_serverAuth),
            "127.0.0.1"),
        arguments(
            "for clients only",
            authority.issue("peer", keys, Duration.ofHours(1), KeyPurposeId.id_kp_clientAuth),
            "127.0.0.1"),
        arguments("for another name", peerMaterial, "127.0.0.2"));
  }

  @ParameterizedTest(name = "with a certificate {0}")
  @MethodSource("strangers")
  void aPeerIsNotTrusted(String what, TlsMaterial material, String address) throws Exception {
    try (var peer = new ScriptedPeer(material, address, GOOD)) {
      assertThat(ask(peer.uri(), patient()))
          .as(what)
          .isEqualTo(new Failed<>(Kind.UNREACHABLE, "no TLS with the peer"));
      assertThat(peer.requests).isEmpty();
    }
  }

  @Test
  void aPeerThatDoesNotTrustUsIsUnreachable() throws Exception {
    var stranger = TestAuthority.named("Other").issue("stranger");
    var material =
        new TlsMaterial(stranger.chain(), stranger.key(), List.of(authority.certificate()));
    try (var peer = new ScriptedPeer(peerMaterial, GOOD);
        var untrusted = SoapClient.open(material, Duration.ofSeconds(5), 1);
        var deadline = patient()) {
      var answer = untrusted.exchange(peer.uri(), request(peer.uri()), deadline, LIMITS);

      assertThat(answer).isInstanceOf(Failed.class);
      assertThat(((Failed<Envelope>) answer).kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(peer.requests).isEmpty();
    }
  }

  @Test
  void aPeerIsReachedByIpv6() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/net/if_inet6")), "no IPv6 here");
    try (var peer = new ScriptedPeer(peerMaterial, "[::1]", GOOD)) {
      assertThat(ask(peer.uri(), patient())).isInstanceOf(Answered.class);
    }
  }

  @Test
  void aClosedClientAsksNobody() throws Exception {
    try (var peer = new ScriptedPeer(peerMaterial, GOOD)) {
      client.close();

      assertThat(ask(peer.uri(), patient()))
          .isEqualTo(new Failed<>(Kind.UNREACHABLE, "the client is closed"));
    }
  }
}
