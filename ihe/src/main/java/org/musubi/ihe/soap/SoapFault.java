package org.musubi.ihe.soap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.documents.DocumentRefused;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.XmlRefused;

/**
 * A SOAP 1.2 fault: what went wrong, in a code for machines and in English and Japanese for people.
 * The reasons must not name persons; they travel and are logged.
 */
public final class SoapFault extends Exception {
  private static final long serialVersionUID = 1L;

  /** The codes of SOAP 1.2 part 1, section 5.4.6. */
  public enum Code {
    /** The message is wrong; sending it again will not help. */
    SENDER("Sender", 400),
    /** The receiver could not do it. */
    RECEIVER("Receiver", 500),
    /** Not a SOAP 1.2 envelope. */
    VERSION_MISMATCH("VersionMismatch", 500),
    /** A header that must be understood is not. */
    MUST_UNDERSTAND("MustUnderstand", 500),
    /** An encoding that is not known; only ever received. */
    DATA_ENCODING_UNKNOWN("DataEncodingUnknown", 500);

    private final String name;
    private final int status;

    Code(String name, int status) {
      this.name = name;
      this.status = status;
    }
  }

  /**
   * A finer code.
   *
   * @param namespace its namespace
   * @param qualifiedName {@code prefix:name}
   */
  public record Subcode(String namespace, String qualifiedName) {
    /** The name without its prefix. */
    public String name() {
      return qualifiedName.substring(qualifiedName.indexOf(':') + 1);
    }

    private String prefix() {
      return qualifiedName.substring(0, Math.max(0, qualifiedName.indexOf(':')));
    }
  }

  private final Code code;
  private final transient @Nullable Subcode subcode;
  private final transient @Nullable Subcode subSubcode;
  private final String japanese;
  private final transient List<Element> notUnderstood;
  private final transient @Nullable Element detail;

  private SoapFault(
      Code code,
      @Nullable Subcode subcode,
      @Nullable Subcode subSubcode,
      String english,
      String japanese,
      @Nullable Element detail,
      List<Element> headers) {
    super(english, null, false, false);
    this.code = code;
    this.subcode = subcode;
    this.subSubcode = subSubcode;
    this.japanese = japanese;
    this.detail = detail;
    this.notUnderstood = List.copyOf(headers);
  }

  /** A fault with a finer code. */
  public static SoapFault of(Code code, Subcode subcode, String english, String japanese) {
    return new SoapFault(code, subcode, null, english, japanese, null, List.of());
  }

  /** The message is wrong. */
  public static SoapFault sender(String english, String japanese) {
    return new SoapFault(Code.SENDER, null, null, english, japanese, null, List.of());
  }

  /** The receiver could not do it. */
  public static SoapFault receiver(String english, String japanese) {
    return new SoapFault(Code.RECEIVER, null, null, english, japanese, null, List.of());
  }

  /** The fault for XML that is not taken: Sender, with the reason in words. */
  public static SoapFault of(XmlRefused refused) {
    return sender(
        "The XML is not taken: " + refused.getMessage(),
        "XML を受け付けられません: " + refused.reason().japanese());
  }

  /** The fault for documents that are not taken: Sender, or Receiver when the spool is full. */
  public static SoapFault of(DocumentRefused refused) {
    var english = "The message is not taken: " + refused.getMessage();
    var japanese = "メッセージを受け付けられません: " + refused.reason().japanese();
    return refused.reason().ours() ? receiver(english, japanese) : sender(english, japanese);
  }

  /** Not SOAP 1.2 (part 1, section 5.4.7: the envelope that is offered is named). */
  static SoapFault versionMismatch() {
    var upgrade =
        Element.of(Soap.ENVELOPE, "s:Upgrade")
            .add(
                Element.of(Soap.ENVELOPE, "s:SupportedEnvelope")
                    .attribute("qname", "s:Envelope")
                    .build())
            .build();
    return new SoapFault(
        Code.VERSION_MISMATCH,
        null,
        null,
        "Only SOAP 1.2 is spoken here",
        "SOAP 1.2 のみ受け付けます",
        null,
        List.of(upgrade));
  }

  /** Headers that must be understood and are not (part 1, section 5.4.8). */
  static SoapFault mustUnderstand(List<Element> headers) {
    var blocks = new ArrayList<Element>();
    for (var header : headers) {
      var prefix = header.prefix().isEmpty() ? "n" : header.prefix();
      blocks.add(
          Element.of(Soap.ENVELOPE, "s:NotUnderstood")
              .namespace(prefix, header.namespace())
              .attribute("qname", prefix + ":" + header.name())
              .build());
    }
    return new SoapFault(
        Code.MUST_UNDERSTAND,
        null,
        null,
        "A header that must be understood is not understood",
        "理解できない必須ヘッダーがあります",
        null,
        blocks);
  }

  SoapFault withSubSubcode(Subcode finer) {
    return new SoapFault(code, subcode, finer, english(), japanese, detail, notUnderstood);
  }

  /** The same fault with a detail. */
  public SoapFault withDetail(Element newDetail) {
    return new SoapFault(code, subcode, subSubcode, english(), japanese, newDetail, notUnderstood);
  }

  /** The code. */
  public Code code() {
    return code;
  }

  /** The finer code. */
  public Optional<Subcode> subcode() {
    return Optional.ofNullable(subcode);
  }

  /** The finest code, as WS-Addressing has for headers that are not valid. */
  public Optional<Subcode> subSubcode() {
    return Optional.ofNullable(subSubcode);
  }

  /** The reason in English. */
  public String english() {
    return String.valueOf(getMessage());
  }

  /** The reason in Japanese. */
  public String japanese() {
    return japanese;
  }

  /** The detail. */
  public Optional<Element> detail() {
    return Optional.ofNullable(detail);
  }

  /** The HTTP status it travels with (SOAP 1.2 part 2, table 20): 400 or 500. */
  public int httpStatus() {
    return code.status;
  }

  /** The codes in one line without any free text, fit for logs. */
  public String summary() {
    var line = new StringBuilder(code.name);
    subcode().ifPresent(finer -> line.append(' ').append(finer.qualifiedName()));
    subSubcode().ifPresent(finest -> line.append(' ').append(finest.qualifiedName()));
    return line.toString();
  }

  /**
   * The answer that carries this fault.
   *
   * @param request the addressing of the request, null when it could not be read
   */
  public Envelope toEnvelope(@Nullable WsAddressing request) {
    var own = subcode != null && subcode.namespace().equals(Soap.ADDRESSING);
    var action = own ? Soap.ADDRESSING_FAULT : Soap.SOAP_FAULT;
    var id = request == null ? null : request.messageId();
    var addressing = new WsAddressing(action, WsAddressing.newMessageId(), null, id);
    var headers = new ArrayList<>(addressing.toHeaders(false));
    headers.addAll(notUnderstood);
    return new Envelope(headers, body());
  }

  private Element body() {
    var value = Element.of(Soap.ENVELOPE, "s:Code").add(text("Value", "s:" + code.name));
    if (subcode != null) {
      var outer = subcode(subcode);
      if (subSubcode != null) {
        outer.add(subcode(subSubcode).build());
      }
      value.add(outer.build());
    }
    var fault =
        Element.of(Soap.ENVELOPE, "s:Fault")
            .add(value.build())
            .add(
                Element.of(Soap.ENVELOPE, "s:Reason")
                    .add(reason("en", english()))
                    .add(reason("ja", japanese))
                    .build());
    if (detail != null) {
      fault.add(Element.of(Soap.ENVELOPE, "s:Detail").add(detail).build());
    }
    return fault.build();
  }

  private static Element.Builder subcode(Subcode code) {
    return Element.of(Soap.ENVELOPE, "s:Subcode")
        .add(
            Element.of(Soap.ENVELOPE, "s:Value")
                .namespace(code.prefix(), code.namespace())
                .text(code.qualifiedName())
                .build());
  }

  private static Element reason(String language, String words) {
    return Element.of(Soap.ENVELOPE, "s:Text")
        .attribute("http://www.w3.org/XML/1998/namespace", "xml:lang", language)
        .text(words)
        .build();
  }

  private static Element text(String name, String text) {
    return Element.text(Soap.ENVELOPE, "s:" + name, text);
  }

  /** Reads a fault out of an answer; empty when it is not one. */
  public static Optional<SoapFault> parse(Envelope envelope) {
    return FaultParser.parse(envelope.body());
  }

  static SoapFault received(
      Code code,
      @Nullable Subcode subcode,
      @Nullable Subcode finer,
      String english,
      String japanese,
      @Nullable Element detail) {
    return new SoapFault(code, subcode, finer, english, japanese, detail, List.of());
  }
}
