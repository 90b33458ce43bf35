package org.musubi.e2e.ipf;

import java.nio.file.Path;
import java.security.KeyStore;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.interceptor.AbstractBasicInterceptorProvider;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.musubi.e2e.wire.Identity;
import org.openehealth.ipf.commons.audit.AuditContext;
import org.openehealth.ipf.commons.ihe.hl7v3.Hl7v3ServiceFactory;
import org.openehealth.ipf.commons.ihe.hl7v3.XCPD;
import org.openehealth.ipf.commons.ihe.ws.JaxWsRequestServiceFactory;
import org.openehealth.ipf.commons.ihe.ws.JaxWsServiceFactory;
import org.openehealth.ipf.commons.ihe.ws.WsTransactionConfiguration;
import org.openehealth.ipf.commons.ihe.ws.cxf.audit.WsAuditDataset;
import org.openehealth.ipf.commons.ihe.xds.XCA;

/**
 * IPF's responding gateway: a community behind the platform, on Tomcat with mutual TLS. What it was
 * asked is kept.
 */
final class RespondingGateway implements AutoCloseable {
  private final Asked asked = Asked.nothing();
  private final Bus bus = BusFactory.newInstance().createBus();
  private final Tomcat tomcat = new Tomcat();

  private RespondingGateway() {}

  /**
   * Starts it on a port of 127.0.0.1.
   *
   * @param credentials folder with {@code cert.pem}, {@code key.pem} and {@code ca.pem}
   * @param work a folder of its own
   */
  static RespondingGateway start(int port, Path credentials, Path work) {
    var gateway = new RespondingGateway();
    gateway.publish();
    gateway.listen(port, credentials, work);
    return gateway;
  }

  Asked asked() {
    return asked;
  }

  private void publish() {
    var discovering = interceptors();
    discovering.getOutInterceptors().add(new DiscoveryActionOut());
    var iti55 =
        new Hl7v3ServiceFactory(
            XCPD.Interactions.ITI_55.getWsTransactionConfiguration(),
            "/iti55",
            null,
            AuditContext.noAudit(),
            discovering,
            null);
    publish(iti55, new Iti55Answers(asked));
    publish(
        factory(XCA.Interactions.ITI_38.getWsTransactionConfiguration(), "/iti38"),
        new Iti38Answers(asked));
    publish(
        factory(XCA.Interactions.ITI_39.getWsTransactionConfiguration(), "/iti39"),
        new Iti39Answers(asked));
  }

  private void publish(JaxWsServiceFactory<?> factory, Object answers) {
    var server = factory.createServerFactory(answers);
    server.setBus(bus);
    server.create().start();
  }

  private <T extends WsAuditDataset> JaxWsServiceFactory<T> factory(
      WsTransactionConfiguration<T> configuration, String path) {
    return new JaxWsRequestServiceFactory<>(
        configuration, path, null, AuditContext.noAudit(), interceptors(), null);
  }

  private AbstractBasicInterceptorProvider interceptors() {
    var provider = new AbstractBasicInterceptorProvider() {};
    provider.getInInterceptors().add(new AssertionIn(asked));
    return provider;
  }

  private void listen(int port, Path credentials, Path work) {
    tomcat.setBaseDir(work.toString());
    tomcat.setConnector(connector(port, credentials));
    var context = tomcat.addContext("", work.toString());
    var servlet = new CXFNonSpringServlet();
    servlet.setBus(bus);
    Tomcat.addServlet(context, "cxf", servlet);
    context.addServletMappingDecoded("/*", "cxf");
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connector connector(int port, Path credentials) {
    var tls = new SSLHostConfig();
    tls.setProtocols("TLSv1.2+TLSv1.3");
    tls.setCertificateVerification("required");
    tls.setTrustStore(trust(credentials));
    var certificate = new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
    certificate.setCertificateFile(credentials.resolve("cert.pem").toString());
    certificate.setCertificateKeyFile(credentials.resolve("key.pem").toString());
    tls.addCertificate(certificate);
    var connector = new Connector();
    connector.setPort(port);
    connector.setProperty("address", "127.0.0.1");
    connector.setSecure(true);
    connector.setScheme("https");
    connector.setProperty("SSLEnabled", "true");
    connector.addSslHostConfig(tls);
    return connector;
  }

  private static KeyStore trust(Path credentials) {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int count = 0;
      for (var trusted : Identity.certificates(credentials.resolve("ca.pem"))) {
        store.setCertificateEntry("ca" + count++, trusted);
      }
      return store;
    } catch (java.security.GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    } finally {
      bus.shutdown(true);
    }
  }
}
