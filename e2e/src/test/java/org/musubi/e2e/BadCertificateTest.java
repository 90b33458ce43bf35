package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.musubi.e2e.walk.Patient;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Identity;

/** Certificates that name nobody: the line does not come about. */
class BadCertificateTest {
  private final Path credentials = Running.deployment().layout().credentials("east");
  private final Identity own = Identity.load(credentials);
  private final Peer east = Peer.east(Running.deployment());

  @Test
  void noneAtAll() {
    refused(own.anonymous());
  }

  @Test
  void issuedForSigningAssertionsAndNotForTheLine() {
    refused(
        own.showing(
            Identity.certificates(credentials.resolve("signing-cert.pem")).getFirst(),
            Identity.key(credentials.resolve("signing-key.pem"))));
  }

  @Test
  void ofAnotherMemberCannotCarryThisMembersAssertions() throws Exception {
    var west = Identity.load(Running.deployment().layout().credentials("west"));

    var reply = east.showing(west, Running.deployment()).discover(Patient.HANAKO);

    BadXmlTest.expectFault(reply);
    assertThat(reply.text()).doesNotContain("registrationEvent");
  }

  private void refused(Identity identity) {
    assertThatThrownBy(() -> east.showing(identity, Running.deployment()).discover(Patient.HANAKO))
        .isInstanceOf(IOException.class);
  }
}
