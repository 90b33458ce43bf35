package org.musubi.e2e.ipf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.cxf.interceptor.AbstractBasicInterceptorProvider;
import org.musubi.e2e.wire.Identity;
import org.openehealth.ipf.commons.audit.AuditContext;
import org.openehealth.ipf.commons.ihe.hl7v3.Hl7v3ClientFactory;
import org.openehealth.ipf.commons.ihe.hl7v3.XCPD;
import org.openehealth.ipf.commons.ihe.hl7v3.iti55.Iti55PortType;
import org.openehealth.ipf.commons.ihe.ws.JaxWsClientFactory;
import org.openehealth.ipf.commons.ihe.ws.JaxWsRequestClientFactory;
import org.openehealth.ipf.commons.ihe.ws.WsSecurityInformation;
import org.openehealth.ipf.commons.ihe.ws.WsTransactionConfiguration;
import org.openehealth.ipf.commons.ihe.ws.cxf.audit.WsAuditDataset;
import org.openehealth.ipf.commons.ihe.xds.XCA;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLQueryResponse30;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLRetrieveDocumentSetResponse30;
import org.openehealth.ipf.commons.ihe.xds.core.requests.QueryRegistry;
import org.openehealth.ipf.commons.ihe.xds.core.requests.RetrieveDocumentSet;
import org.openehealth.ipf.commons.ihe.xds.core.responses.QueryResponse;
import org.openehealth.ipf.commons.ihe.xds.core.responses.RetrievedDocumentSet;
import org.openehealth.ipf.commons.ihe.xds.core.validate.responses.QueryResponseValidator;
import org.openehealth.ipf.commons.ihe.xds.core.validate.responses.RetrieveDocumentSetResponseValidator;
import org.openehealth.ipf.commons.ihe.xds.iti38.Iti38PortType;
import org.openehealth.ipf.commons.ihe.xds.iti39.Iti39PortType;
import org.openehealth.ipf.commons.xml.CombinedXmlValidator;

/**
 * IPF's initiating gateway at a door of 127.0.0.1. Every answer has passed IPF's validators before
 * it is handed out; what they object to is thrown as IPF throws it.
 */
final class InitiatingGateway {
  /**
   * SOAP 1.2 sends a fault of the sender with HTTP 400 (SOAP 1.2 part 2, table 20), which CXF reads
   * only when told to.
   */
  private static final Map<String, Object> TOLERANT =
      Map.of("org.apache.cxf.transport.process_fault_on_http_400", true);

  private final AtomicReference<String> contentType = new AtomicReference<>("");
  private final Supplier<Optional<String>> assertion;
  private final WsSecurityInformation security;
  private final String base;
  private final JaxWsClientFactory<?> iti55;
  private final JaxWsClientFactory<?> iti38;
  private final JaxWsClientFactory<?> iti39;

  /**
   * A gateway.
   *
   * @param port where the other gateway listens
   * @param identity its certificate on the line
   * @param assertion what it says about who asks; empty = sends no security header
   */
  InitiatingGateway(int port, Identity identity, Supplier<Optional<String>> assertion) {
    this.assertion = assertion;
    this.base = "https://localhost:" + port;
    this.security = new WsSecurityInformation(true, identity.context(), null, null, null);
    this.iti55 =
        new Hl7v3ClientFactory(
            XCPD.Interactions.ITI_55.getWsTransactionConfiguration(),
            base + "/iti55",
            null,
            AuditContext.noAudit(),
            interceptors(),
            List.of(),
            TOLERANT,
            null,
            security,
            null);
    this.iti38 = factory(XCA.Interactions.ITI_38.getWsTransactionConfiguration(), "/iti38");
    this.iti39 = factory(XCA.Interactions.ITI_39.getWsTransactionConfiguration(), "/iti39");
  }

  private <T extends WsAuditDataset> JaxWsClientFactory<T> factory(
      WsTransactionConfiguration<T> configuration, String path) {
    return new JaxWsRequestClientFactory<>(
        configuration,
        base + path,
        null,
        AuditContext.noAudit(),
        interceptors(),
        List.of(),
        TOLERANT,
        null,
        security,
        null);
  }

  private AbstractBasicInterceptorProvider interceptors() {
    var provider = new AbstractBasicInterceptorProvider() {};
    provider.getOutInterceptors().add(new AssertionOut(assertion));
    provider.getInInterceptors().add(new ContentTypeIn(contentType));
    return provider;
  }

  /** ITI-55: request and answer by XSD and schematron. */
  String discover(String request) {
    var validator = new CombinedXmlValidator();
    validator.validate(request, XCPD.Interactions.ITI_55.getRequestValidationProfile());
    String answer = call(iti55, Iti55PortType.class, port -> port.discoverPatients(request));
    validator.validate(answer, XCPD.Interactions.ITI_55.getResponseValidationProfile());
    return answer;
  }

  /** ITI-38. */
  QueryResponse query(QueryRegistry query) {
    var request = Ebxml.QUERY_REQUEST.toEbXML(query).getInternal();
    var answer =
        new EbXMLQueryResponse30(
            call(
                iti38,
                Iti38PortType.class,
                port -> port.documentRegistryRegistryStoredQuery(request)));
    QueryResponseValidator.getInstance().validate(answer, XCA.Interactions.ITI_38);
    return Ebxml.QUERY_RESPONSE.fromEbXML(answer);
  }

  /** ITI-39. */
  RetrievedDocumentSet retrieve(RetrieveDocumentSet retrieve) {
    var request = Ebxml.RETRIEVE_REQUEST.toEbXML(retrieve).getInternal();
    var answer =
        new EbXMLRetrieveDocumentSetResponse30(
            call(
                iti39,
                Iti39PortType.class,
                port -> port.documentRepositoryRetrieveDocumentSet(request)));
    RetrieveDocumentSetResponseValidator.getInstance().validate(answer, XCA.Interactions.ITI_39);
    return Ebxml.RETRIEVE_RESPONSE.fromEbXML(answer);
  }

  /** The content type of the latest answer. */
  String contentType() {
    return contentType.get();
  }

  private static <P, A> A call(
      JaxWsClientFactory<?> factory, Class<P> kind, Function<P, A> transaction) {
    var port = kind.cast(factory.getClient());
    try {
      return transaction.apply(port);
    } finally {
      factory.restoreClient(port);
    }
  }
}
