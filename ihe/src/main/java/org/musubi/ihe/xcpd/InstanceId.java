package org.musubi.ihe.xcpd;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.Oid;

/**
 * An HL7 v3 II that names a message or a query.
 *
 * @param root an OID or a UUID, kept as written
 * @param extension unique below the root; absent when the root alone is unique
 */
public record InstanceId(String root, @Nullable String extension) {
  /**
   * @throws IllegalArgumentException when the root is blank
   */
  public InstanceId {
    if (root.isBlank()) {
      throw new IllegalArgumentException("an instance identifier has a root");
    }
  }

  /** A new id: a UUID below the OID of whoever assigns it. */
  public static InstanceId random(Oid assigner) {
    return new InstanceId(assigner.value(), UUID.randomUUID().toString());
  }
}
