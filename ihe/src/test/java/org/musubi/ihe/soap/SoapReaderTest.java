package org.musubi.ihe.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.ihe.documents.DocumentRefused;
import org.musubi.ihe.soap.SoapFault.Code;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.Limits;
import org.musubi.ihe.xml.XmlRefused;

class SoapReaderTest {
  private static final String TYPE = "application/soap+xml; charset=UTF-8";
  private static final String ACTION = "<wsa:Action>urn:ihe:iti:2007:X</wsa:Action>";
  private static final String ID = "<wsa:MessageID>urn:uuid:1</wsa:MessageID>";

  static String message(String headers, String body) {
    return "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""
        + " xmlns:wsa=\"http://www.w3.org/2005/08/addressing\"><s:Header>"
        + headers
        + "</s:Header><s:Body>"
        + body
        + "</s:Body></s:Envelope>";
  }

  private static Envelope read(String type, String message) throws Exception {
    var bytes = message.getBytes(StandardCharsets.UTF_8);
    return SoapReader.read(type, new ByteArrayInputStream(bytes), Limits.forMetadata());
  }

  static Stream<Arguments> faults() {
    var soap11 =
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body/></e:Envelope>";
    var good = message(ACTION + ID, "<q/>");
    return Stream.of(
        arguments("SOAP 1.1 as text/xml", "text/xml", soap11, Code.VERSION_MISMATCH),
        arguments("SOAP 1.1 as SOAP 1.2", TYPE, soap11, Code.VERSION_MISMATCH),
        arguments("something else", TYPE, "<html/>", Code.VERSION_MISMATCH),
        arguments("JSON by its type", "application/json", good, Code.SENDER),
        arguments("no type", "", good, Code.SENDER),
        arguments("a type that is none", "soap", good, Code.SENDER),
        arguments("SOAP 1.2 as text/xml", "text/xml", good, Code.SENDER),
        arguments("another charset", "application/soap+xml; charset=Shift_JIS", good, Code.SENDER),
        arguments("an empty body", TYPE, message(ACTION + ID, ""), Code.SENDER),
        arguments("two elements in the body", TYPE, message(ACTION + ID, "<a/><b/>"), Code.SENDER),
        arguments(
            "a second body",
            TYPE,
            good.replace("</s:Envelope>", "<s:Body><b/></s:Body></s:Envelope>"),
            Code.SENDER),
        arguments(
            "a header that must be understood",
            TYPE,
            message("<x:h xmlns:x='urn:x' s:mustUnderstand='1'/>", "<q/>"),
            Code.MUST_UNDERSTAND),
        arguments(
            "a mustUnderstand that is neither true nor false",
            TYPE,
            message("<x:h xmlns:x='urn:x' s:mustUnderstand='maybe'/>", "<q/>"),
            Code.SENDER),
        arguments(
            "an action that is not that of the Content-Type",
            TYPE + "; action=\"urn:other\"",
            good,
            Code.SENDER));
  }

  @ParameterizedTest(name = "{0} is a fault of {3}")
  @MethodSource("faults")
  void whatIsNotSoapIsAFault(String what, String type, String message, Code code) {
    var fault = catchThrowableOfType(SoapFault.class, () -> read(type, message));

    assertThat(fault).as(what).isNotNull();
    assertThat(fault.code()).isEqualTo(code);
    assertThat(fault.english()).isNotBlank();
    assertThat(fault.japanese()).isNotBlank().isNotEqualTo(fault.english());
  }

  static Stream<Arguments> addressing() {
    return Stream.of(
        arguments("no action", ID, "MessageAddressingHeaderRequired", ""),
        arguments("no message id", ACTION, "MessageAddressingHeaderRequired", ""),
        arguments(
            "two actions", ACTION + ACTION + ID, "InvalidAddressingHeader", "InvalidCardinality"),
        arguments(
            "two message ids", ACTION + ID + ID, "InvalidAddressingHeader", "InvalidCardinality"),
        arguments(
            "a relative message id",
            ACTION + "<wsa:MessageID>17</wsa:MessageID>",
            "InvalidAddressingHeader",
            "InvalidAddress"),
        arguments(
            "an empty message id",
            ACTION + "<wsa:MessageID/>",
            "InvalidAddressingHeader",
            "InvalidAddress"),
        arguments(
            "a relative To",
            ACTION + ID + "<wsa:To>/xca</wsa:To>",
            "InvalidAddressingHeader",
            "InvalidAddress"),
        arguments(
            "two To",
            ACTION + ID + "<wsa:To>urn:a</wsa:To><wsa:To>urn:a</wsa:To>",
            "InvalidAddressingHeader",
            "InvalidCardinality"),
        arguments(
            "an answer wanted elsewhere",
            ACTION + ID + "<wsa:ReplyTo><wsa:Address>http://evil/</wsa:Address></wsa:ReplyTo>",
            "InvalidAddressingHeader",
            "OnlyAnonymousAddressSupported"),
        arguments(
            "a ReplyTo without an address",
            ACTION + ID + "<wsa:ReplyTo/>",
            "InvalidAddressingHeader",
            "MissingAddressInEPR"));
  }

  @ParameterizedTest(name = "{0} is {2} {3}")
  @MethodSource("addressing")
  void addressingThatIsNotValidIsTheFaultOfTheStandard(
      String what, String headers, String subcode, String finer) throws Exception {
    var envelope = read(TYPE, message(headers, "<q/>"));

    var fault = catchThrowableOfType(SoapFault.class, envelope::addressing);

    assertThat(fault).as(what).isNotNull();
    assertThat(fault.code()).isEqualTo(Code.SENDER);
    assertThat(fault.httpStatus()).isEqualTo(400);
    assertThat(fault.subcode().orElseThrow().name()).isEqualTo(subcode);
    assertThat(fault.subSubcode().map(SoapFault.Subcode::name).orElse("")).isEqualTo(finer);
    assertThat(fault.toEnvelope(null).answerAddressing().action()).isEqualTo(Soap.ADDRESSING_FAULT);
  }

  @Test
  void anActionThatIsNotOfferedIsActionNotSupported() throws Exception {
    var addressing = read(TYPE, message(ACTION + ID, "<q/>")).addressing();

    var fault = catchThrowableOfType(SoapFault.class, () -> addressing.require("urn:a", "urn:b"));

    assertThat(fault.subcode().orElseThrow().name()).isEqualTo("ActionNotSupported");
    assertThat(addressing.require("urn:ihe:iti:2007:X")).isEqualTo(addressing);
  }

  @Test
  void aFaultSurvivesTheWireInBothLanguagesAndRelatesToItsRequest() throws Exception {
    var request = read(TYPE, message(ACTION + ID, "<q/>")).addressing();
    var sent =
        SoapFault.of(
            Code.SENDER, new SoapFault.Subcode(Soap.SECURITY, "wsse:FailedCheck"), "Bad", "不正です");

    var envelope = sent.toEnvelope(request);
    var arrived =
        read(envelope.contentType(), new String(envelope.toBytes(), StandardCharsets.UTF_8));

    var fault = SoapFault.parse(arrived).orElseThrow();
    assertThat(fault.subcode()).contains(sent.subcode().orElseThrow());
    assertThat(fault.english()).isEqualTo("Bad");
    assertThat(fault.japanese()).isEqualTo("不正です");
    assertThat(fault.summary()).isEqualTo("Sender wsse:FailedCheck");
    assertThat(arrived.answerAddressing().relatesTo()).isEqualTo("urn:uuid:1");
    assertThat(arrived.answerAddressing().action()).isEqualTo(Soap.SOAP_FAULT);
  }

  @Test
  void aHeaderThatIsNotUnderstoodIsNamedInTheAnswer() throws Exception {
    var message = message("<x:h xmlns:x='urn:x' s:mustUnderstand='true'/>", "<q/>");
    var fault = catchThrowableOfType(SoapFault.class, () -> read(TYPE, message));

    var block = fault.toEnvelope(null).headers().getLast();

    assertThat(block.is(Soap.ENVELOPE, "NotUnderstood")).isTrue();
    assertThat(block.attribute("qname")).contains("x:h");
    assertThat(block.namespaceOf("x")).contains("urn:x");
  }

  @Test
  void aMandatoryHeaderForAnotherRoleIsLeftAlone() throws Exception {
    var header = "<x:h xmlns:x='urn:x' s:mustUnderstand='1' s:role='urn:another'/>";

    var envelope = read(TYPE, message(header + ACTION + ID, "<q/>"));

    assertThat(envelope.headers()).hasSize(3);
  }

  @Test
  void theAssertionIsFoundOnlyWhenThereIsExactlyOne() throws Exception {
    var one = Element.of(Soap.SAML, "saml:Assertion").build();
    var body = Element.of("u", "q").build();
    var to = URI.create("https://x/");
    var header = Envelope.security(one);

    assertThat(Envelope.request("urn:a", to, body, header).assertion()).contains(one);
    assertThat(Envelope.request("urn:a", to, body).assertion()).isEmpty();
    assertThat(Envelope.request("urn:a", to, body, header, header).assertion()).isEmpty();
    var two = header.with(security -> security.add(one));
    assertThat(Envelope.request("urn:a", to, body, two).assertion()).isEmpty();
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    var request = Envelope.request("urn:a", URI.create("https://x/"), Element.text("u", "q", "結び"));

    var read = read(request.contentType(), new String(request.toBytes(), StandardCharsets.UTF_8));

    assertThat(read.headers()).hasSameSizeAs(request.headers());
    assertThat(read.addressing()).isEqualTo(request.addressing());
    assertThat(read.body().text()).isEqualTo("結び");
    assertThat(read.addressing().to()).isEqualTo("https://x/");
  }

  private static String mtom(String more) {
    return "--b\r\nContent-Type: application/xop+xml\r\n\r\n"
        + message(ACTION + ID, "<q/>")
        + more
        + "\r\n--b--\r\n";
  }

  private static final String RELATED =
      "multipart/related; type=\"application/xop+xml\"; boundary=b";

  @Test
  void metadataInAnMtomMessageOfOnePartIsTaken() throws Exception {
    assertThat(read(RELATED, mtom("")).body().is("", "q")).isTrue();
  }

  @Test
  void anAttachmentToMetadataIsRefused() {
    var message = mtom("\r\n--b\r\nContent-ID: <x>\r\n\r\nfile");

    var refused = catchThrowableOfType(DocumentRefused.class, () -> read(RELATED, message));

    assertThat(refused.reason()).isEqualTo(DocumentRefused.Reason.UNEXPECTED_PART);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<!DOCTYPE x>", "<?pi x?>"})
  void whatSoapForbidsIsAReasonInBothLanguages(String before) {
    var message = before + message(ACTION + ID, "<q/>");

    var refused = catchThrowableOfType(XmlRefused.class, () -> read(TYPE, message));

    assertThat(SoapFault.of(refused).code()).isEqualTo(Code.SENDER);
    assertThat(SoapFault.of(refused).japanese()).contains("XML を受け付けられません");
  }
}
