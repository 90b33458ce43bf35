package org.musubi.facility;

import java.nio.file.Path;
import java.util.List;
import org.musubi.core.MemberId;

/**
 * Hands a member what it needs to connect, from the platform's small CA (grown in a later issue).
 */
public interface CredentialIssue {
  /**
   * Issues a TLS certificate (client and server use, for the host names given) for a member's
   * system and writes {@code cert.pem}, {@code key.pem}, {@code ca.pem} and {@code keystore.p12}
   * (password in {@code keystore.password}) into a fresh directory, readable by the owner only.
   * Does nothing when the directory holds a valid one already. On the audit trail before the key
   * leaves.
   */
  void tls(MemberId member, List<String> hosts, Path directory);

  /** The same for an assertion-signing key: {@code signing-cert.pem}, {@code signing-key.pem}. */
  void assertionSigning(MemberId member, Path directory);
}
