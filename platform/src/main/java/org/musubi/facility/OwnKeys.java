package org.musubi.facility;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.musubi.core.Actor;
import org.musubi.core.MemberId;
import org.musubi.core.store.DataProperties;
import org.musubi.facility.ca.CertificateAuthority;
import org.musubi.facility.ca.KeyFile;
import org.musubi.facility.ca.Profile;
import org.springframework.stereotype.Component;

/** The platform's own keys: for the pages, for the exchange with members, for assertions. */
@Component
class OwnKeys implements PlatformIdentity, ServerTls {
  private final Operator operator;
  private final CertificateAuthority authority;
  private final OwnCredential point;
  private final OwnCredential member;
  private final HandshakeRefusals refusals;
  private final SSLContext pages;
  private final MemberTrust trust;
  private final SSLContext exchange;

  OwnKeys(
      Operator operator,
      CertificateAuthority authority,
      Holders holders,
      HandshakeRefusals refusals,
      DataProperties data,
      DoorProperties doors,
      CaProperties life,
      InstantSource clock) {
    this.operator = operator;
    this.authority = authority;
    this.refusals = refusals;
    Path secrets = data.data().resolve("secrets");
    var page =
        new OwnCredential(
            new OwnCredential.Kind(Profile.PAGE_SERVER, doors.pages().hosts(), life.pageServer()),
            KeyFile.in(secrets, "pages.p12"),
            authority,
            operator,
            clock);
    this.member =
        new OwnCredential(
            new OwnCredential.Kind(Profile.MEMBER_TLS, doors.ihe().hosts(), life.memberTls()),
            KeyFile.in(secrets, "exchange.p12"),
            authority,
            operator,
            clock);
    this.point =
        new OwnCredential(
            new OwnCredential.Kind(Profile.POINT_SIGNING, List.of(), life.pointSigning()),
            KeyFile.in(secrets, "signing.p12"),
            authority,
            operator,
            clock);
    this.pages = context(new OwnCertificateChoice(page), null);
    this.trust = new MemberTrust(holders, refusals, path(authority.root()));
    this.exchange = context(new OwnCertificateChoice(member), trust);
    page.current();
    member.current();
    point.current();
  }

  @Override
  public Member operator() {
    return operator.member();
  }

  @Override
  public Actor actor() {
    return operator.actor();
  }

  @Override
  public SSLContext outbound(MemberId server) {
    return context(new OwnCertificateChoice(member), trust.towards(server));
  }

  @Override
  public X509Certificate shown() {
    return member.current().leaf();
  }

  @Override
  public X509Certificate authority() {
    return authority.root();
  }

  @Override
  public SigningKey signing() {
    var entry = point.current();
    return new SigningKey(entry.key(), entry.leaf());
  }

  @Override
  public SSLContext pages() {
    return pages;
  }

  @Override
  public SSLContext members() {
    return exchange;
  }

  @Override
  public void refused(String code) {
    refusals.nameless(code);
  }

  private static SSLContext context(KeyManager keys, @Nullable TrustManager trust) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {keys},
          trust == null ? new TrustManager[0] : new TrustManager[] {trust},
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509ExtendedTrustManager path(X509Certificate root) {
    try {
      var anchors = KeyStore.getInstance(KeyStore.getDefaultType());
      anchors.load(null, null);
      anchors.setCertificateEntry("root", root);
      var factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(anchors);
      for (var manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager extended) {
          return extended;
        }
      }
      throw new IllegalStateException("no trust manager");
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
