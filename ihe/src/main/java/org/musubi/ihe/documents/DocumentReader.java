package org.musubi.ihe.documents;

import java.io.IOException;
import java.io.InputStream;
import org.musubi.ihe.documents.DocumentRefused.Reason;
import org.musubi.ihe.soap.Deadline;
import org.musubi.ihe.soap.EnvelopeParser;
import org.musubi.ihe.soap.SoapFault;
import org.musubi.ihe.soap.SoapReader;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.Limits;
import org.musubi.ihe.xml.XmlReader;
import org.musubi.ihe.xml.XmlRefused;

/**
 * Reads messages with documents (answers of ITI-39 and 43, requests of ITI-41): SOAP 1.2 with the
 * documents as XOP parts in any order, or as base64 inside the XML, or both. Holds no document in
 * memory that the spool does not; gives every document whole, or refuses the message.
 */
public final class DocumentReader {
  private DocumentReader() {}

  /**
   * Reads one message to the end of the stream. When it ends in an exception, nothing of it stays
   * in the spool.
   *
   * @param contentType the Content-Type it came with
   * @param deadline paces the reading; what it must close early is for the caller to attach
   * @throws DocumentRefused when the MIME structure or a document is not taken
   * @throws XmlRefused when the XML is not taken
   * @throws SoapFault when it is not SOAP 1.2, or a header is not understood
   * @throws IOException when the stream fails, or the deadline is over
   */
  public static DocumentMessage read(
      String contentType, InputStream in, Spool spool, Limits limits, Deadline deadline)
      throws XmlRefused, SoapFault, IOException {
    var type = MediaType.parse(contentType);
    var bounded = new BoundedInput(deadline.pace(in), limits.messageBytes());
    try (var arrival = new Arrival(spool, limits)) {
      var root =
          type.is("multipart/related")
              ? multipart(Multipart.of(type, bounded), arrival, limits)
              : plain(type, bounded, arrival, limits);
      var envelope = EnvelopeParser.parse(root);
      if (type.is("multipart/related")) {
        SoapReader.checkAction(type, envelope);
      } else {
        SoapReader.requireSoap(type, envelope);
      }
      return new DocumentMessage(envelope, arrival.documents(envelope.body()));
    }
  }

  private static Element plain(MediaType type, InputStream in, Arrival arrival, Limits limits)
      throws SoapFault, XmlRefused, IOException {
    SoapReader.requireXml(type);
    return XmlReader.read(in, limits, arrival);
  }

  private static Element multipart(Multipart parts, Arrival arrival, Limits limits)
      throws XmlRefused, IOException {
    Element root = null;
    for (var part = parts.next(); part != null; part = parts.next()) {
      if (!part.isRoot()) {
        arrival.part(part);
      } else if (root == null) {
        root = XmlReader.read(part.body(), limits, arrival);
        arrival.rootIsRead();
      } else {
        throw new DocumentRefused(Reason.DUPLICATE_PART);
      }
    }
    if (root == null) {
      throw new DocumentRefused(Reason.NO_ROOT_PART);
    }
    return root;
  }
}
