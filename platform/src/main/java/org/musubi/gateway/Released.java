package org.musubi.gateway;

import org.musubi.audit.Receipt;
import org.musubi.ihe.documents.SpooledDocument;
import org.musubi.ihe.xds.DocumentEntry;
import org.musubi.ihe.xds.ErrorCode;
import org.musubi.soc.Verdict;

/** What came of asking for one document. */
public sealed interface Released {
  /**
   * The whole document: hash and size agree with its metadata, consent held after it was fetched,
   * and the release is on the trail. Whoever takes it closes {@code content} and tells the trail
   * with {@code AuditTrail.outcome(receipt.act(), …)} how the showing ended.
   *
   * @param content the bytes, in the spool
   * @param entry its metadata as the community gave them, with its home
   * @param verdict what is known of its safety
   * @param receipt the proof that its release is recorded
   */
  record Document(SpooledDocument content, DocumentEntry entry, Verdict verdict, Receipt receipt)
      implements Released {}

  /**
   * Not released.
   *
   * @param code the registry error a gateway would send; an unknown document and one that the
   *     person does not allow have the same
   * @param japanese a sentence for the reader
   */
  record Refused(ErrorCode code, String japanese) implements Released {}
}
