package org.musubi.portal.web;

import java.util.Locale;
import org.musubi.audit.Receipt;
import org.musubi.ihe.xds.DocumentEntry;
import org.musubi.ihe.xds.Dtm;
import org.musubi.portal.reading.JapaneseDates;

/**
 * A document as a list shows it.
 *
 * @param handle the session's name for it
 * @param position of the list's record on the trail
 */
record DocumentView(
    String handle,
    String title,
    String type,
    String author,
    String created,
    String form,
    String size,
    long position) {

  /**
   * @param receipt the proof that the disclosure of the list is recorded
   */
  static DocumentView of(String handle, DocumentEntry entry, Receipt receipt) {
    return new DocumentView(
        handle,
        entry.title().orElse("（文書名なし）"),
        entry
            .typeCode()
            .map(code -> code.display() == null ? code.code() : code.display())
            .orElse("―"),
        author(entry),
        created(entry),
        form(entry),
        size(entry.size().orElse(-1)),
        receipt.position());
  }

  static String author(DocumentEntry entry) {
    return entry.authors().stream()
        .findFirst()
        .map(author ->
            (author.institutionName().orElse("") + " " + author.displayName().orElse("")).strip())
        .filter(text -> !text.isEmpty())
        .orElse("―");
  }

  static String created(DocumentEntry entry) {
    return entry.creationTime().flatMap(Dtm::earliest).map(JapaneseDates::day).orElse("―");
  }

  static String form(DocumentEntry entry) {
    return switch (entry.mimeType().toLowerCase(Locale.ROOT)) {
      case "text/xml", "application/xml", "application/hl7-cda+xml" -> "CDA";
      case "application/fhir+json", "application/json" -> "FHIR";
      case "application/pdf" -> "PDF";
      case "text/plain" -> "テキスト";
      case "x-application/hl7-v2+er7" -> "HL7 v2";
      default -> entry.mimeType();
    };
  }

  private static String size(long bytes) {
    if (bytes < 0) {
      return "―";
    }
    if (bytes < 1024) {
      return bytes + " B";
    }
    return bytes < 1 << 20 ? bytes / 1024 + " KB" : bytes / (1 << 20) + " MB";
  }
}
