package org.musubi.soc;

/**
 * What is known of a document's safety. There is one value until documents are inspected: no code
 * path can call a document clean, because the word does not exist (ARCHITECTURE.md, law 7).
 */
public enum Verdict {
  /** Nobody has looked into the document. */
  NOT_INSPECTED("未検査");

  private final String japanese;

  Verdict(String japanese) {
    this.japanese = japanese;
  }

  /** As the reader sees it. */
  public String japanese() {
    return japanese;
  }
}
