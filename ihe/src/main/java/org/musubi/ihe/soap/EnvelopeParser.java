package org.musubi.ihe.soap;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.musubi.ihe.xml.Element;

/** Takes the envelope out of a tree, by the processing rules of SOAP 1.2 part 1, section 2. */
public final class EnvelopeParser {
  private static final Set<String> UNDERSTOOD = Set.of(Soap.ADDRESSING, Soap.SECURITY);
  private static final Set<String> OURS =
      Set.of("", Soap.ENVELOPE + "/role/next", Soap.ENVELOPE + "/role/ultimateReceiver");

  private EnvelopeParser() {}

  /**
   * The envelope in a tree that was read.
   *
   * @throws SoapFault VersionMismatch when it is not SOAP 1.2, MustUnderstand when a mandatory
   *     header is neither WS-Addressing nor WS-Security, Sender when it is not an envelope
   */
  public static Envelope parse(Element root) throws SoapFault {
    if (!root.is(Soap.ENVELOPE, "Envelope")) {
      throw SoapFault.versionMismatch();
    }
    var parts = root.children();
    var headers = new ArrayList<Element>();
    int next = 0;
    if (next < parts.size() && parts.get(next).is(Soap.ENVELOPE, "Header")) {
      headers.addAll(parts.get(next++).children());
    }
    if (next != parts.size() - 1 || !parts.get(next).is(Soap.ENVELOPE, "Body")) {
      throw notAnEnvelope();
    }
    var body = parts.get(next).children();
    if (body.size() != 1) {
      throw SoapFault.sender("The Body must hold exactly one element", "Body には要素が一つだけ必要です");
    }
    refuseWhatMustBeUnderstood(headers);
    return new Envelope(headers, body.getFirst());
  }

  private static SoapFault notAnEnvelope() {
    return SoapFault.sender(
        "An envelope holds an optional Header and one Body",
        "Envelope には Header（任意）と Body が一つ必要です");
  }

  private static void refuseWhatMustBeUnderstood(List<Element> headers) throws SoapFault {
    var foreign = new ArrayList<Element>();
    for (var header : headers) {
      var role = header.attribute(Soap.ENVELOPE, "role").orElse("").strip();
      if (OURS.contains(role) && mandatory(header) && !UNDERSTOOD.contains(header.namespace())) {
        foreign.add(header);
      }
    }
    if (!foreign.isEmpty()) {
      throw SoapFault.mustUnderstand(foreign);
    }
  }

  private static boolean mandatory(Element header) throws SoapFault {
    return switch (header.attribute(Soap.ENVELOPE, "mustUnderstand").orElse("false").strip()) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default ->
          throw SoapFault.sender(
              "mustUnderstand is true or false", "mustUnderstand は true か false です");
    };
  }
}
