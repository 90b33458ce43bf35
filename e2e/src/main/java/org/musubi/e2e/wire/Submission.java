package org.musubi.e2e.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * One document with its metadata, as a Provide and Register request (ITI-41).
 *
 * @param uniqueId documentUniqueId
 * @param submissionId uniqueId of the submission set
 * @param sourceId OID of the source
 * @param patient CX
 * @param title shown to people
 * @param author who wrote it
 * @param organisation where
 * @param mimeType e.g. text/plain
 * @param content the document
 */
public record Submission(
    String uniqueId,
    String submissionId,
    String sourceId,
    String patient,
    String title,
    String author,
    String organisation,
    String mimeType,
    byte[] content) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  /** Sends it as an MTOM package to a repository. */
  public Reply send(Caller caller, String assertion, Instant now) throws java.io.IOException {
    return caller.callMtom(Transaction.ITI_41, assertion, body(now), attachment());
  }

  /** The part that carries the document. */
  public Multipart.Part attachment() {
    return new Multipart.Part(
        "Content-ID: <document@musubi>\r\nContent-Transfer-Encoding: binary\r\nContent-Type: "
            + mimeType,
        content);
  }

  /** The ProvideAndRegisterDocumentSetRequest; the document is elsewhere in the package. */
  public String body(Instant now) {
    return SubmissionText.REQUEST.formatted(
        submissionId,
        sourceId,
        TIME.format(now),
        Xml.escape(patient),
        Xml.escape(title),
        Xml.escape(author),
        Xml.escape(organisation),
        mimeType,
        uniqueId);
  }

  /** A plain text of our own making. */
  public static Submission text(
      String uniqueId,
      String submissionId,
      String sourceId,
      String patient,
      String title,
      String text) {
    return new Submission(
        uniqueId,
        submissionId,
        sourceId,
        patient,
        title,
        "南^あおい",
        "みなみ診療所",
        "text/plain",
        text.getBytes(StandardCharsets.UTF_8));
  }
}
