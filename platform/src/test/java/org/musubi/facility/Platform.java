package org.musubi.facility;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.musubi.audit.MemoryTrail;
import org.musubi.core.FacilityId;
import org.musubi.core.MemberId;
import org.musubi.core.store.DataProperties;
import org.musubi.facility.ca.CertificateAuthority;
import org.musubi.facility.ca.KeyFile;
import org.musubi.facility.ca.Keys;
import org.musubi.facility.ca.Order;
import org.musubi.facility.ca.Profile;
import org.musubi.ihe.Oid;
import org.musubi.support.TestDatabase;

/** The room put together by hand on a real database, for its own tests and those of idp. */
public final class Platform {
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1");
  public static final CaProperties LIVES =
      new CaProperties(
          Duration.ofDays(3650),
          Duration.ofDays(365),
          Duration.ofDays(365),
          Duration.ofDays(365),
          Duration.ofDays(90));

  public final TestDatabase database;
  public final Path data;
  public final MemoryTrail trail;
  public final Facilities facilities;
  public final Feed feed;
  public final Standing standing;
  public final CredentialIssue credentials;
  public final PlatformIdentity identity;
  public final ServerTls tls;
  final CertificateAuthority authority;
  final Operator operator;
  final DoorProperties doors =
      new DoorProperties(
          "127.0.0.1",
          new DoorProperties.Pages(0, LOOPBACK, 50),
          new DoorProperties.Ihe(0, LOOPBACK, 50, Duration.ofSeconds(5)));

  /** A second one on the same database and directory is the same platform, started again. */
  public Platform(TestDatabase database, Path data, Clock clock) {
    this.database = database;
    this.data = data;
    this.trail = new MemoryTrail();
    var registry = database.client();
    var transactions = database.transactions();
    operator = new Operator(new OperatorProperties("試験運営主体"), registry, transactions, trail, clock);
    authority =
        new Authority()
            .certificateAuthority(
                operator, new DataProperties(data), LIVES, registry, trail, clock);
    feed = new Feed(registry);
    var holders = new Holders(authority, feed, registry, clock);
    facilities = new RegisteredFacilities(holders, registry, transactions, trail, clock);
    standing = new MemberStanding(feed, registry, transactions, trail, clock);
    credentials = new IssuedCredentials(authority, facilities, operator, LIVES, clock);
    var keys =
        new OwnKeys(
            operator,
            authority,
            holders,
            new HandshakeRefusals(trail, clock),
            new DataProperties(data),
            doors,
            LIVES,
            clock);
    identity = keys;
    tls = keys;
  }

  public DoorProperties doors() {
    return doors;
  }

  /** Registers a member with one facility. */
  public Member member(String name, String oid) {
    var member = new Member(new MemberId(UUID.randomUUID()), Member.Kind.REGIONAL_NETWORK, name);
    var facility =
        new Facility(
            new FacilityId(UUID.randomUUID()), member.id(), new Oid(oid), null, name + "病院");
    facilities.register(member, List.of(facility), identity.actor());
    return member;
  }

  /** A certificate of the platform's CA for any time and use. */
  public Shown issue(Profile profile, MemberId member, Instant from, Instant to) {
    var pair = Keys.p256();
    var order = new Order(profile, member, "試験", LOOPBACK, pair.getPublic(), from, to);
    return new Shown(pair.getPrivate(), authority.issue(order, identity.actor()));
  }

  /** Signed with the CA's key behind the CA's back. */
  public Shown stolen(Instant now) throws Exception {
    var root = KeyFile.in(data.resolve("secrets"), "ca.p12").read().orElseThrow();
    return signed(new X500Name("CN=stolen"), root.key(), root.leaf(), Keys.p256(), now);
  }

  /** Signed by a stranger who bears the CA's name. */
  public Shown forged(Instant now) throws Exception {
    return signed(
        new X500Name("CN=forged"), Keys.p256().getPrivate(), authority.root(), Keys.p256(), now);
  }

  private static Shown signed(
      X500Name name, PrivateKey key, X509Certificate issuer, KeyPair pair, Instant now)
      throws Exception {
    var holder =
        new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.TEN,
                Date.from(now.minusSeconds(60)),
                Date.from(now.plusSeconds(3600)),
                new javax.security.auth.x500.X500Principal(name.getEncoded()),
                pair.getPublic())
            .addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key));
    return new Shown(pair.getPrivate(), new JcaX509CertificateConverter().getCertificate(holder));
  }

  /** The certificate again, as read from the wire. */
  static X509Certificate again(X509Certificate certificate) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
  }

  /** A key and its certificate. */
  public record Shown(PrivateKey key, X509Certificate certificate) {}
}
