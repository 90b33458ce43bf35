package org.musubi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.gateway.Exchanges.QUERY;
import static org.musubi.gateway.Exchanges.fault;
import static org.musubi.gateway.Shared.HUB;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.musubi.audit.Action;
import org.musubi.audit.Result;
import org.musubi.core.PurposeOfUse;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.soap.Soap;
import org.musubi.ihe.soap.SoapFault;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.AdhocQuery.ReturnType;
import org.musubi.ihe.xds.Ebxml;
import org.musubi.ihe.xds.StoredQuery;
import org.musubi.ihe.xml.Element;

class EdgeTest {
  private static final String SOAP = "application/soap+xml; charset=UTF-8";
  private static final Element BODY =
      AdhocQuery.of(StoredQuery.FIND_DOCUMENTS, ReturnType.LEAF_CLASS)
          .patient(Hub.number(Exchanges.home(1), "1"))
          .anyOf("$XDSDocumentEntryStatus", List.of(Ebxml.APPROVED))
          .build()
          .toElement();

  @BeforeEach
  void forget() {
    HUB.trail.forget();
  }

  private static Element assertion() {
    return Envelope.security(Element.of(Soap.SAML, "saml:Assertion").build());
  }

  private static String envelope(String body) {
    return "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body>"
        + body
        + "</s:Body></s:Envelope>";
  }

  @ParameterizedTest
  @EnumSource(value = PurposeOfUse.class, names = "TREATMENT", mode = EnumSource.Mode.EXCLUDE)
  void whoAsksForAnotherPurposeThanTreatmentIsRefused(PurposeOfUse purpose) {
    var gate = HUB.room(TestGate.class);
    gate.purpose(purpose);
    try {
      var query =
          AdhocQuery.of(StoredQuery.GET_DOCUMENTS, ReturnType.LEAF_CLASS)
              .home(Shared.newHome())
              .anyOf("$XDSDocumentEntryUniqueId", List.of("1.2"))
              .build();

      var response = HUB.ask("/iti38", QUERY, query.toElement());

      refused(response, 400, "PURPOSE");
      assertThat(fault(response).japanese()).contains(purpose.japanese());
      assertThat(HUB.trail.events(Action.REFUSED, Result.REFUSED).getFirst().details())
          .containsEntry("purpose", purpose.code());
    } finally {
      gate.purpose(PurposeOfUse.TREATMENT);
    }
  }

  private void refused(HttpResponse<byte[]> response, int status, String code) {
    assertThat(response.statusCode()).isEqualTo(status);
    var fault = fault(response);
    assertThat(fault.english()).isNotBlank();
    assertThat(fault.japanese()).matches("(?s).*[ぁ-んァ-ン一-龥].*");
    assertThat(HUB.trail.events(Action.REFUSED, Result.REFUSED))
        .extracting(e -> e.reason())
        .containsExactly(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <a><b></a>                                              | XML_NOT_WELL_FORMED
          <!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>                | XML_DOCTYPE
          <!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>            | XML_DOCTYPE
          <?evil do?><a/>                                         | XML_PROCESSING_INSTRUCTION
          <i:include xmlns:i='http://www.w3.org/2001/XInclude'/>  | XML_XINCLUDE
          """)
  void hostileXmlIsRefusedWithAFaultAndRecorded(String xml, String code) {
    refused(HUB.post("/iti38", SOAP, xml.getBytes(StandardCharsets.UTF_8)), 400, code);
  }

  @Test
  void nestingBeyondTheLimitIsRefused() {
    var deep = "<a>".repeat(200) + "</a>".repeat(200);

    refused(
        HUB.post("/iti38", SOAP, envelope(deep).getBytes(StandardCharsets.UTF_8)),
        400,
        "XML_TOO_DEEP");
  }

  @Test
  void aBodyBeyondTheLimitIsRefusedUnread() {
    refused(HUB.post("/iti38", SOAP, new byte[(1 << 20) + 1]), 400, "XML_TOO_LARGE");
  }

  @Test
  void anotherSoapVersionIsAVersionMismatch() {
    var old =
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><a/></e:Body></e:Envelope>";

    var response = HUB.post("/iti38", "text/xml", old.getBytes(StandardCharsets.UTF_8));

    refused(response, 500, "NOT_SOAP");
    assertThat(fault(response).code()).isEqualTo(SoapFault.Code.VERSION_MISMATCH);
  }

  @Test
  void anotherActionAndMissingOrDoubledIdsAreAddressingFaults() {
    refused(
        HUB.send("/iti38", Envelope.request("urn:other", HUB.at("/iti38"), BODY, assertion())),
        400,
        "ADDRESSING");
    HUB.trail.forget();
    var whole = Envelope.request(QUERY, HUB.at("/iti38"), BODY, assertion());
    var noId =
        new Envelope(
            whole.headers().stream().filter(h -> !h.is(Soap.ADDRESSING, "MessageID")).toList(),
            BODY);
    refused(HUB.send("/iti38", noId), 400, "ADDRESSING");
    HUB.trail.forget();
    var doubled =
        new Envelope(
            java.util.stream.Stream.concat(whole.headers().stream(), whole.headers().stream())
                .toList(),
            BODY);
    refused(HUB.send("/iti38", doubled), 400, "ADDRESSING");
  }

  @Test
  void withoutAnAssertionNobodyIsServed() {
    refused(HUB.send("/iti38", Envelope.request(QUERY, HUB.at("/iti38"), BODY)), 400, "MISSING");
  }

  @Test
  void aQueryThatDoesNotFollowItsSchemaIsRefused() {
    var broken = BODY.mapChildren(child -> child.is(Ebxml.QUERY, "ResponseOption") ? null : child);

    refused(HUB.ask("/iti38", QUERY, broken), 400, "SCHEMA");
  }

  @Test
  void anUnknownStoredQueryIsARegistryError() {
    var unknown =
        BODY.mapChildren(child ->
            child.is(Ebxml.RIM, "AdhocQuery")
                ? child.withAttribute("id", "urn:uuid:00000000-0000-0000-0000-000000000000")
                : child);

    var response = HUB.ask("/iti38", QUERY, unknown);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Exchanges.queried(response).errors())
        .extracting(e -> e.code())
        .containsExactly("XDSUnknownStoredQuery");
  }

  @Test
  void aMessageThatNeverEndsIsRefusedAndRecorded() throws Exception {
    try (var socket =
        HUB.callerContext().getSocketFactory().createSocket("127.0.0.1", HUB.at("/").getPort())) {
      socket
          .getOutputStream()
          .write(
              ("POST /iti39 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\nContent-Type: multipart/related;"
                      + " type=\"application/xop+xml\"; boundary=b\r\n\r\n--b\r\nContent-Type: application/xop+xml")
                  .getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();

      var status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);

      assertThat(status).doesNotStartWith("HTTP/1.1 2");
      assertThat(HUB.trail.events(Action.REFUSED, Result.REFUSED))
          .extracting(e -> e.reason())
          .containsExactly("TOO_SLOW");
    }
  }

  @Test
  void onlyPostIsSpoken() throws Exception {
    try (var client = HttpClient.newBuilder().sslContext(HUB.callerContext()).build()) {
      var response =
          client.send(
              HttpRequest.newBuilder(HUB.at("/iti38")).GET().build(),
              HttpResponse.BodyHandlers.discarding());

      assertThat(response.statusCode()).isEqualTo(405);
    }
  }

  @Test
  void anotherMembersCertificateIsAnotherMemberWhateverTheMessageSays() throws Exception {
    try (var other = HttpClient.newBuilder().sslContext(HUB.member("別の機関").context()).build()) {
      HUB.trail.forget();
      var envelope = Envelope.request(QUERY, HUB.at("/iti38"), BODY, assertion());
      var mine = HUB.send("/iti38", envelope);
      var theirs = HUB.post(other, "/iti38", envelope.contentType(), envelope.toBytes());

      assertThat(mine.statusCode()).isEqualTo(theirs.statusCode()).isEqualTo(200);
      assertThat(HUB.trail.events(Action.QUERY, Result.REFUSED))
          .extracting(e -> e.actor().member())
          .doesNotHaveDuplicates()
          .hasSize(2);
    }
  }
}
