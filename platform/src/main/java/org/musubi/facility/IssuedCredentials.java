package org.musubi.facility;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import org.musubi.core.MemberId;
import org.musubi.facility.ca.CertificateAuthority;
import org.musubi.facility.ca.KeyFile;
import org.musubi.facility.ca.Keys;
import org.musubi.facility.ca.Order;
import org.musubi.facility.ca.OwnerOnly;
import org.musubi.facility.ca.Profile;
import org.springframework.stereotype.Component;

/** Makes members' keys here and writes them into a directory; no copy is kept. */
@Component
class IssuedCredentials implements CredentialIssue {
  private final CertificateAuthority authority;
  private final Facilities facilities;
  private final Operator operator;
  private final CaProperties life;
  private final InstantSource clock;

  IssuedCredentials(
      CertificateAuthority authority,
      Facilities facilities,
      Operator operator,
      CaProperties life,
      InstantSource clock) {
    this.authority = authority;
    this.facilities = facilities;
    this.operator = operator;
    this.life = life;
    this.clock = clock;
  }

  @Override
  public void tls(MemberId member, List<String> hosts, Path directory) {
    if (Files.exists(directory.resolve("key.pem")) && holds(member, hosts, directory)) {
      return;
    }
    var pair = Keys.p256();
    var from = clock.instant().minus(OwnCredential.BACKDATED).truncatedTo(ChronoUnit.SECONDS);
    var certificate =
        issue(
            new Order(
                Profile.MEMBER_TLS,
                member,
                nameOf(member),
                hosts,
                pair.getPublic(),
                from,
                from.plus(life.memberTls())));
    OwnerOnly.directory(directory);
    var password = KeyFile.randomPassword();
    OwnerOnly.write(directory.resolve("ca.pem"), Pem.of(authority.root()));
    OwnerOnly.write(
        directory.resolve("keystore.password"), password.getBytes(StandardCharsets.US_ASCII));
    KeyFile.at(directory.resolve("keystore.p12"), password.toCharArray())
        .write(new KeyFile.Entry(pair.getPrivate(), List.of(certificate, authority.root())));
    write(directory, "key.pem", "cert.pem", pair, certificate);
  }

  @Override
  public void assertionSigning(MemberId member, Path directory) {
    if (Files.exists(directory.resolve("signing-key.pem")) && holdsSigning(directory)) {
      return;
    }
    var pair = Keys.p256();
    var from = clock.instant().minus(OwnCredential.BACKDATED).truncatedTo(ChronoUnit.SECONDS);
    var certificate =
        issue(
            new Order(
                Profile.ASSERTION_SIGNING,
                member,
                nameOf(member),
                List.of(),
                pair.getPublic(),
                from,
                from.plus(life.assertionSigning())));
    OwnerOnly.directory(directory);
    write(directory, "signing-key.pem", "signing-cert.pem", pair, certificate);
  }

  private X509Certificate issue(Order order) {
    return authority.issue(order, operator.actor());
  }

  private String nameOf(MemberId member) {
    return facilities
        .member(member)
        .orElseThrow(() -> new IllegalArgumentException("no such member is registered"))
        .name();
  }

  /** The certificate is written last: where it is, everything is. */
  private static void write(
      Path directory, String key, String certificate, KeyPair pair, X509Certificate issued) {
    OwnerOnly.write(directory.resolve(key), Pem.of(pair.getPrivate()));
    OwnerOnly.write(directory.resolve(certificate), Pem.of(issued));
  }

  private boolean holds(MemberId member, List<String> hosts, Path directory) {
    try {
      var held = Pem.certificate(Files.readAllBytes(directory.resolve("cert.pem")));
      return facilities.holderOf(held) instanceof CertificateHolder.Known(var known, var print)
          && known.id().equals(member)
          && OwnCredential.hosts(held).equals(new HashSet<>(hosts));
    } catch (IOException | GeneralSecurityException e) {
      return false;
    }
  }

  private boolean holdsSigning(Path directory) {
    try {
      var held = Pem.certificate(Files.readAllBytes(directory.resolve("signing-cert.pem")));
      held.verify(authority.root().getPublicKey());
      return clock.instant().isBefore(held.getNotAfter().toInstant());
    } catch (IOException | GeneralSecurityException e) {
      return false;
    }
  }
}
