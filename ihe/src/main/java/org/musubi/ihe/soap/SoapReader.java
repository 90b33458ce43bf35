package org.musubi.ihe.soap;

import java.io.IOException;
import java.io.InputStream;
import org.musubi.ihe.documents.DocumentRefused;
import org.musubi.ihe.documents.MediaType;
import org.musubi.ihe.documents.Multipart;
import org.musubi.ihe.xml.Limits;
import org.musubi.ihe.xml.XmlReader;
import org.musubi.ihe.xml.XmlRefused;

/**
 * Reads SOAP 1.2 messages that carry no documents, plain or as the only part of an MTOM message.
 */
public final class SoapReader {
  private SoapReader() {}

  /**
   * Reads one message to the end of the stream.
   *
   * @param contentType the Content-Type it came with
   * @throws SoapFault when it is not SOAP 1.2, with the fault that SOAP says to send
   * @throws XmlRefused when the XML is not taken ({@link SoapFault#of(XmlRefused)} makes its fault)
   * @throws DocumentRefused when the MIME around it is not taken, or carries further parts
   * @throws IOException when the stream fails
   */
  public static Envelope read(String contentType, InputStream in, Limits limits)
      throws SoapFault, XmlRefused, IOException {
    var type = MediaType.parse(contentType);
    if (!type.is("multipart/related")) {
      return plain(type, in, limits);
    }
    var multipart = Multipart.of(type, in);
    var root = multipart.next();
    if (root == null || !root.isRoot()) {
      throw new DocumentRefused(DocumentRefused.Reason.NO_ROOT_PART);
    }
    var envelope = EnvelopeParser.parse(XmlReader.read(root.body(), limits));
    if (multipart.next() != null) {
      throw new DocumentRefused(DocumentRefused.Reason.UNEXPECTED_PART);
    }
    checkAction(type, envelope);
    return envelope;
  }

  private static Envelope plain(MediaType type, InputStream in, Limits limits)
      throws SoapFault, XmlRefused, IOException {
    requireXml(type);
    var envelope = EnvelopeParser.parse(XmlReader.read(in, limits));
    requireSoap(type, envelope);
    return envelope;
  }

  /** What is not XML at all is not parsed; SOAP 1.1's text/xml is, to answer VersionMismatch. */
  public static void requireXml(MediaType type) throws SoapFault {
    if (!type.is("application/soap+xml") && !type.is("text/xml") && !type.is("application/xml")) {
      throw contentType();
    }
    var charset = type.parameter("charset");
    if (charset != null && !charset.equalsIgnoreCase("utf-8")) {
      throw SoapFault.sender("Only UTF-8 is taken", "文字コードは UTF-8 のみ受け付けます");
    }
  }

  /** Checks that the media type is SOAP 1.2's and that its action is the envelope's. */
  public static void requireSoap(MediaType type, Envelope envelope) throws SoapFault {
    if (!type.is("application/soap+xml")) {
      throw contentType();
    }
    checkAction(type, envelope);
  }

  /** Checks that the action in the Content-Type, if there is one, is that of the envelope. */
  public static void checkAction(MediaType type, Envelope envelope) throws SoapFault {
    var outside = type.parameter("action");
    var inside =
        envelope.headers().stream().filter(h -> h.is(Soap.ADDRESSING, "Action")).findFirst();
    if (outside != null
        && !outside.isEmpty()
        && inside.isPresent()
        && !inside.get().text().strip().equals(outside)) {
      throw AddressingFaults.invalid("Action", "ActionMismatch");
    }
  }

  private static SoapFault contentType() {
    return SoapFault.sender(
        "The Content-Type must be application/soap+xml or multipart/related with XOP",
        "Content-Type は application/soap+xml または XOP の multipart/related としてください");
  }
}
