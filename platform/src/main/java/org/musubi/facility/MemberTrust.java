package org.musubi.facility;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.musubi.core.MemberId;

/**
 * Believes a certificate when it names a Member in good standing, on both sides of a connection;
 * for a server its name must also fit, and where a Member is meant to be reached, no other will do:
 * the question would be somebody else's to read. Who is refused is on the audit trail before the
 * alert goes out, and before a byte of the question does.
 *
 * <p>The alert is always {@code certificate_unknown}: the JDK's server side has no other for a
 * refusing trust manager. Why a certificate was refused is therefore only on the trail.
 */
final class MemberTrust extends X509ExtendedTrustManager {
  private final Holders holders;
  private final HandshakeRefusals refusals;
  private final X509ExtendedTrustManager path;
  private final @Nullable MemberId meant;

  /**
   * @param path checks the chain and, where the connection asks for it, the server's name
   */
  MemberTrust(Holders holders, HandshakeRefusals refusals, X509ExtendedTrustManager path) {
    this(holders, refusals, path, null);
  }

  private MemberTrust(
      Holders holders,
      HandshakeRefusals refusals,
      X509ExtendedTrustManager path,
      @Nullable MemberId meant) {
    this.holders = holders;
    this.refusals = refusals;
    this.path = path;
    this.meant = meant;
  }

  /** The same, believing of servers those of this Member only. */
  MemberTrust towards(MemberId member) {
    return new MemberTrust(holders, refusals, path, member);
  }

  private void client(X509Certificate[] chain) throws CertificateException {
    if (holders.of(chain[0]) instanceof CertificateHolder.Refused(var reason)) {
      refusals.certificate(chain[0], reason.name());
      throw new CertificateException(reason.name());
    }
  }

  private void server(X509Certificate[] chain) throws CertificateException {
    var code =
        switch (holders.of(chain[0])) {
          case CertificateHolder.Refused(var reason) -> "SERVER_" + reason.name();
          case CertificateHolder.Known(var member, var unused) ->
              meant == null || member.id().equals(meant) ? null : "SERVER_OF_ANOTHER_MEMBER";
        };
    if (code != null) {
      refusals.certificate(chain[0], code);
      throw new CertificateException(code);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    client(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    client(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    client(chain);
  }

  @Override
  public void checkServerTrusted(
      X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
      throws CertificateException {
    path.checkServerTrusted(chain, authType, engine);
    server(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
      throws CertificateException {
    path.checkServerTrusted(chain, authType, socket);
    server(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    path.checkServerTrusted(chain, authType);
    server(chain);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return path.getAcceptedIssuers();
  }
}
