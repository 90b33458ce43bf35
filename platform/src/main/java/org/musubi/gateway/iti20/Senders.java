package org.musubi.gateway.iti20;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.musubi.audit.Allowance;
import org.musubi.audit.spi.Attribution;
import org.musubi.core.Actor;
import org.musubi.core.PurposeOfUse;
import org.musubi.facility.CertificateHolder;
import org.musubi.facility.Facilities;
import org.musubi.facility.Standing;
import org.musubi.ihe.atna.Received;
import org.springframework.stereotype.Component;

/**
 * Who sends: over TLS the Member whom the certificate names, asked again with everything that
 * comes, since a connection outlives a suspension; by datagram whom the configuration names for the
 * address.
 */
@Component("gateway.Senders")
final class Senders {
  private final Facilities facilities;
  private final Standing standing;
  private final Attribution attribution;
  private final Allowance datagrams;

  Senders(
      Facilities facilities,
      Standing standing,
      Attribution attribution,
      SyslogProperties properties) {
    this.facilities = facilities;
    this.standing = standing;
    this.attribution = attribution;
    this.datagrams = new Allowance(properties.datagrams(), 10.0 * properties.datagrams());
  }

  /** Whether somebody is heard. */
  sealed interface Heard {
    /** It is. */
    record Known(Sender sender) implements Heard {}

    /**
     * It is not.
     *
     * @param seen who it seems to be
     * @param code why, a stable word
     */
    record Refused(Actor seen, String code) implements Heard {}

    /** It is not, for there is too much of it; that is counted. */
    record TooMuch() implements Heard {}
  }

  Heard of(Received received) {
    return switch (received.transport()) {
      case Received.Tls(X509Certificate peer) -> byCertificate(received, peer);
      case Received.Udp() -> byAddress(received);
    };
  }

  private Heard byCertificate(Received received, X509Certificate peer) {
    return switch (facilities.holderOf(peer)) {
      case CertificateHolder.Refused(var reason) ->
          new Heard.Refused(nobody("certificate sha256:" + fingerprint(peer)), reason.name());
      case CertificateHolder.Known(var member, var fingerprint) -> {
        var proof = "certificate sha256:" + fingerprint;
        var actor = Actor.system(member.id(), proof, PurposeOfUse.OPERATIONS);
        var address = received.from().getAddress();
        yield new Heard.Known(
            new Sender(
                actor,
                Sender.Way.TLS,
                address,
                attribution.at(address, received.arrived()),
                0,
                null));
      }
    };
  }

  private Heard byAddress(Received received) {
    var address = received.from().getAddress();
    var attributed = attribution.at(address, received.arrived());
    if (attributed.isEmpty()) {
      return new Heard.Refused(nobody("a datagram, nobody's address"), "UNKNOWN_SOURCE");
    }
    var whose = attributed.get();
    var proof = "address only: " + whose.proof();
    var actor = Actor.system(whose.member(), proof, PurposeOfUse.OPERATIONS);
    if (standing.suspended(whose.member())) {
      return new Heard.Refused(actor, CertificateHolder.Reason.MEMBER_SUSPENDED.name());
    }
    long missed = datagrams.admit(whose.proof());
    return missed < 0
        ? new Heard.TooMuch()
        : new Heard.Known(new Sender(actor, Sender.Way.UDP, address, attributed, missed, null));
  }

  private static Actor nobody(String seen) {
    return Actor.nobody(seen, PurposeOfUse.OPERATIONS);
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException | CertificateEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
