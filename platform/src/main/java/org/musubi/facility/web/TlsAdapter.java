package org.musubi.facility.web;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;

/** The room's own TLS in Tomcat's form. */
final class TlsAdapter implements org.apache.tomcat.util.net.SSLContext {
  private final SSLContext context;
  private final Consumer<String> refused;

  /**
   * @param refused hears once of every handshake that fails other than by a refused certificate
   */
  TlsAdapter(SSLContext context, Consumer<String> refused) {
    this.context = context;
    this.refused = refused;
  }

  @Override
  public void init(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
    throw new UnsupportedOperationException("the context is ready made");
  }

  @Override
  public void destroy() {
    // The context outlives the server.
  }

  @Override
  public SSLSessionContext getServerSessionContext() {
    return context.getServerSessionContext();
  }

  @Override
  public SSLEngine createSSLEngine() {
    return new WatchedEngine(context.createSSLEngine(), refused);
  }

  @Override
  public SSLServerSocketFactory getServerSocketFactory() {
    return context.getServerSocketFactory();
  }

  @Override
  public SSLParameters getSupportedSSLParameters() {
    return context.getSupportedSSLParameters();
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return new X509Certificate[0];
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
