package org.musubi.ihe.xds;

import java.util.Arrays;
import java.util.Optional;

/** How a document sharing transaction ended (ITI TF-3 4.2.4.2). */
public enum Status {
  SUCCESS("urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success"),
  PARTIAL("urn:ihe:iti:2007:ResponseStatusType:PartialSuccess"),
  FAILURE("urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Failure");

  private final String urn;

  Status(String urn) {
    this.urn = urn;
  }

  /** The wire form. */
  public String urn() {
    return urn;
  }

  /** The status of that wire form. */
  public static Optional<Status> of(String urn) {
    return Arrays.stream(values()).filter(status -> status.urn.equals(urn)).findFirst();
  }

  /** Something failed: partly when there is anything to show, else wholly. */
  static Status of(boolean content) {
    return content ? PARTIAL : FAILURE;
  }

  /**
   * What a set of errors means: with content and errors the answer is partial, with errors alone it
   * failed, warnings change nothing.
   */
  static Status of(boolean content, Iterable<RegistryError> errors) {
    for (RegistryError error : errors) {
      if (error.severity() == RegistryError.Severity.ERROR) {
        return of(content);
      }
    }
    return SUCCESS;
  }
}
