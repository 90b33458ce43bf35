package org.musubi.facility.web;

import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.tls.TlsPolicy;

/**
 * An engine that keeps to {@link TlsPolicy} whatever it is told, and says when a handshake fails:
 * the trust manager hears of certificates that are shown, but not of those that are not.
 */
final class WatchedEngine extends SSLEngine {
  private final SSLEngine engine;
  private final Consumer<String> refused;
  private boolean said;

  WatchedEngine(SSLEngine engine, Consumer<String> refused) {
    this.engine = engine;
    this.refused = refused;
  }

  @Override
  public SSLEngineResult wrap(ByteBuffer[] from, int offset, int length, ByteBuffer to)
      throws SSLException {
    boolean shaking = shaking();
    try {
      return engine.wrap(from, offset, length, to);
    } catch (SSLException e) {
      throw heard(shaking, e);
    }
  }

  @Override
  public SSLEngineResult unwrap(ByteBuffer from, ByteBuffer[] to, int offset, int length)
      throws SSLException {
    boolean shaking = shaking();
    try {
      return engine.unwrap(from, to, offset, length);
    } catch (SSLException e) {
      throw heard(shaking, e);
    }
  }

  private boolean shaking() {
    return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING
        || engine.getSession().getProtocol().equals("NONE");
  }

  private SSLException heard(boolean shaking, SSLException e) {
    if (shaking && !said && !aboutACertificate(e)) {
      said = true;
      refused.accept(code(String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT)));
    }
    return e;
  }

  private static boolean aboutACertificate(Throwable e) {
    for (var cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  private static String code(String said) {
    if (said.contains("empty client certificate chain")) {
      return "NO_CERTIFICATE";
    }
    if (said.contains("cipher suites in common")) {
      return "NO_COMMON_SUITE";
    }
    if (said.contains("protocol") || said.contains("client version")) {
      return "NO_COMMON_PROTOCOL";
    }
    if (said.contains("received fatal alert")) {
      return "CLIENT_GAVE_UP";
    }
    return said.contains("unrecognized ssl message") ? "NOT_TLS" : "HANDSHAKE_FAILED";
  }

  @Override
  public void setSSLParameters(SSLParameters parameters) {
    engine.setSSLParameters(TlsPolicy.apply(parameters));
  }

  @Override
  public SSLParameters getSSLParameters() {
    return engine.getSSLParameters();
  }

  @Override
  public @Nullable Runnable getDelegatedTask() {
    return engine.getDelegatedTask();
  }

  @Override
  public void closeInbound() throws SSLException {
    engine.closeInbound();
  }

  @Override
  public boolean isInboundDone() {
    return engine.isInboundDone();
  }

  @Override
  public void closeOutbound() {
    engine.closeOutbound();
  }

  @Override
  public boolean isOutboundDone() {
    return engine.isOutboundDone();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return engine.getSupportedCipherSuites();
  }

  @Override
  public String[] getEnabledCipherSuites() {
    return engine.getEnabledCipherSuites();
  }

  @Override
  public void setEnabledCipherSuites(String[] suites) {
    // The policy decides.
  }

  @Override
  public String[] getSupportedProtocols() {
    return engine.getSupportedProtocols();
  }

  @Override
  public String[] getEnabledProtocols() {
    return engine.getEnabledProtocols();
  }

  @Override
  public void setEnabledProtocols(String[] protocols) {
    // The policy decides.
  }

  @Override
  public SSLSession getSession() {
    return engine.getSession();
  }

  @Override
  public @Nullable SSLSession getHandshakeSession() {
    return engine.getHandshakeSession();
  }

  @Override
  public void beginHandshake() throws SSLException {
    engine.beginHandshake();
  }

  @Override
  public HandshakeStatus getHandshakeStatus() {
    return engine.getHandshakeStatus();
  }

  @Override
  public void setUseClientMode(boolean mode) {
    engine.setUseClientMode(mode);
  }

  @Override
  public boolean getUseClientMode() {
    return engine.getUseClientMode();
  }

  @Override
  public void setNeedClientAuth(boolean need) {
    engine.setNeedClientAuth(need);
  }

  @Override
  public boolean getNeedClientAuth() {
    return engine.getNeedClientAuth();
  }

  @Override
  public void setWantClientAuth(boolean want) {
    engine.setWantClientAuth(want);
  }

  @Override
  public boolean getWantClientAuth() {
    return engine.getWantClientAuth();
  }

  @Override
  public void setEnableSessionCreation(boolean flag) {
    engine.setEnableSessionCreation(flag);
  }

  @Override
  public boolean getEnableSessionCreation() {
    return engine.getEnableSessionCreation();
  }

  @Override
  public @Nullable String getApplicationProtocol() {
    return engine.getApplicationProtocol();
  }

  @Override
  public @Nullable String getHandshakeApplicationProtocol() {
    return engine.getHandshakeApplicationProtocol();
  }
}
