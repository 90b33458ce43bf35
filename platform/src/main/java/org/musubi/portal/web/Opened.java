package org.musubi.portal.web;

import java.util.Locale;
import org.musubi.core.MedicalId;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.xds.DocumentEntry;

/**
 * A document that a list of this session showed, with as little of its metadata as its page needs.
 */
record Opened(
    MedicalId person,
    DocumentKey key,
    String mimeType,
    long size,
    String title,
    String created,
    String author) {

  /**
   * @throws java.util.NoSuchElementException when the entry has no key
   */
  static Opened of(MedicalId person, DocumentEntry entry) {
    return new Opened(
        person,
        entry.key().orElseThrow(),
        entry.mimeType(),
        entry.size().orElse(-1),
        entry.title().orElse("文書"),
        DocumentView.created(entry),
        DocumentView.author(entry));
  }

  boolean isPdf() {
    return mimeType.toLowerCase(Locale.ROOT).equals("application/pdf");
  }

  @Override
  public String toString() {
    return "Opened";
  }
}
