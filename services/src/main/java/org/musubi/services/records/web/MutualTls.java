package org.musubi.services.records.web;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.musubi.ihe.tls.TlsMaterial;
import org.musubi.ihe.tls.TlsPolicy;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

/** A Tomcat that speaks nothing but mutual TLS by the policy, one virtual thread a request. */
public final class MutualTls {
  private static final String KEEPER = "musubi";

  private MutualTls() {}

  /**
   * A server on that address.
   *
   * @param idle until something must move on a connection, in either direction
   * @param connections most connections at one time
   */
  public static TomcatServletWebServerFactory on(
      String bind, int port, TlsMaterial credentials, Duration idle, int connections)
      throws IOException, GeneralSecurityException {
    var host = host(credentials);
    var factory = new TomcatServletWebServerFactory(port);
    factory.setAddress(InetAddress.getByName(bind));
    factory.setRegisterDefaultServlet(false);
    factory.addConnectorCustomizers(connector -> secure(connector, host, idle, connections));
    return factory;
  }

  private static void secure(
      Connector connector, SSLHostConfig host, Duration idle, int connections) {
    connector.setScheme("https");
    connector.setSecure(true);
    connector.setProperty("SSLEnabled", "true");
    connector.setXpoweredBy(false);
    connector.addSslHostConfig(host);
    if (connector.getProtocolHandler() instanceof Http11NioProtocol protocol) {
      protocol.setSSLEnabled(true);
      protocol.setServer("Musubi");
      protocol.setMaxConnections(connections);
      // Of each read and each write: a peer that stops reading is let go by the container itself.
      protocol.setConnectionTimeout((int) Math.min(Integer.MAX_VALUE, idle.toMillis()));
      protocol.setKeepAliveTimeout(60_000);
      protocol.setMaxKeepAliveRequests(-1);
      protocol.setExecutor(new VirtualThreadExecutor("soap-"));
    }
  }

  private static SSLHostConfig host(TlsMaterial credentials)
      throws IOException, GeneralSecurityException {
    var keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry(
        KEEPER,
        credentials.key(),
        KEEPER.toCharArray(),
        credentials.chain().toArray(Certificate[]::new));
    var trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    int count = 0;
    for (var authority : credentials.trusted()) {
      trust.setCertificateEntry("authority" + count++, authority);
    }
    var host = new SSLHostConfig();
    host.setProtocols(String.join("+", TlsPolicy.protocols()));
    host.setCiphers(
        String.join(
            ":",
            TlsPolicy.cipherSuites().stream()
                .filter(suite -> !suite.startsWith("TLS_AES"))
                .toList()));
    host.setCipherSuites(
        String.join(
            ":",
            TlsPolicy.cipherSuites().stream()
                .filter(suite -> suite.startsWith("TLS_AES"))
                .toList()));
    host.setHonorCipherOrder(true);
    host.setCertificateVerification("required");
    host.setTrustStore(trust);
    var certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
    certificate.setCertificateKeystore(keys);
    certificate.setCertificateKeyAlias(KEEPER);
    certificate.setCertificateKeystorePassword(KEEPER);
    certificate.setCertificateKeyPassword(KEEPER);
    host.addCertificate(certificate);
    return host;
  }
}
