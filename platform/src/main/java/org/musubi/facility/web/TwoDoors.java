package org.musubi.facility.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfig.CertificateVerification;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.musubi.facility.DoorProperties;
import org.musubi.facility.ServerTls;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Opens the two doors: pages for people, and IHE transactions for members' systems, who must show a
 * certificate. Nothing speaks without TLS.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class TwoDoors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  private static final int LARGEST_HEADER = 16 * 1024;
  private static final int LARGEST_FORM = 256 * 1024;
  private static final int MOST_PARAMETERS = 200;
  private static final Duration PAGE_SILENCE = Duration.ofSeconds(15);
  private static final Duration KEPT_OPEN = Duration.ofSeconds(30);

  private final DoorProperties doors;
  private final ServerTls tls;
  private final InstantSource clock;

  TwoDoors(DoorProperties doors, ServerTls tls, InstantSource clock) {
    this.doors = doors;
    this.tls = tls;
    this.clock = clock;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    var address = address();
    Listening.probe(address, doors.pages().port());
    Listening.probe(address, doors.ihe().port());
    factory.setPort(doors.pages().port());
    factory.setAddress(address);
    factory.addConnectorCustomizers(this::pages);
    var members = new Connector(Http11NioProtocol.class.getName());
    members(members, address);
    factory.addAdditionalConnectors(members);
    factory.addEngineValves(new DoorValve(members, clock));
    // A request that is no HTTP gets a bare status; Tomcat's own page names its version and
    // classes.
    factory.addContextCustomizers(
        context -> ((StandardHost) context.getParent()).setErrorReportValveClass(""));
  }

  private void pages(Connector connector) {
    common(connector, doors.pages().connections(), PAGE_SILENCE);
    connector.addSslHostConfig(secure(connector, new TlsAdapter(tls.pages(), code -> {}), false));
  }

  private void members(Connector connector, InetAddress address) {
    common(connector, doors.ihe().connections(), doors.ihe().readTimeout());
    connector.setPort(doors.ihe().port());
    var protocol = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
    protocol.setAddress(address);
    protocol.setExecutor(new VirtualThreadExecutor("ihe-"));
    connector.addSslHostConfig(
        secure(connector, new TlsAdapter(tls.members(), tls::refused), true));
  }

  private static void common(Connector connector, int connections, Duration silence) {
    connector.setXpoweredBy(false);
    connector.setAllowTrace(false);
    connector.setMaxPostSize(LARGEST_FORM);
    connector.setMaxParameterCount(MOST_PARAMETERS);
    var protocol = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
    protocol.setMaxHttpRequestHeaderSize(LARGEST_HEADER);
    protocol.setMaxConnections(connections);
    protocol.setConnectionTimeout((int) silence.toMillis());
    protocol.setKeepAliveTimeout((int) KEPT_OPEN.toMillis());
    // Members keep their connections: a handshake each hundred requests would buy nothing.
    protocol.setMaxKeepAliveRequests(-1);
    protocol.setServer(null);
  }

  private static SSLHostConfig secure(
      Connector connector, TlsAdapter context, boolean certificateRequired) {
    connector.setScheme("https");
    connector.setSecure(true);
    ((AbstractHttp11Protocol<?>) connector.getProtocolHandler()).setSSLEnabled(true);
    var host = new SSLHostConfig();
    host.setCertificateVerification(
        (certificateRequired ? CertificateVerification.REQUIRED : CertificateVerification.NONE)
            .name());
    var certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.EC);
    certificate.setSslContext(context);
    host.addCertificate(certificate);
    return host;
  }

  private InetAddress address() {
    try {
      return InetAddress.getByName(doors.bind());
    } catch (UnknownHostException e) {
      throw new CannotListen(
          "musubi.bind is no address of this machine: " + doors.bind(),
          "musubi.bind に指定されたアドレスが正しくありません: " + doors.bind(),
          e);
    }
  }
}
