package org.musubi.portal.web;

import java.util.Base64;
import java.util.List;
import org.musubi.audit.Receipt;
import org.musubi.audit.TrailProof;

/**
 * A proof as the page shows it: everything but the entry itself.
 *
 * @param holds what this server found when it checked the proof
 * @param leaf hash of the entry, base64 as the rest
 */
record TrailProofView(
    boolean holds, long size, String leaf, List<String> path, String checkpoint, String key) {

  static TrailProofView of(TrailProof proof, Receipt receipt) {
    var base64 = Base64.getEncoder();
    return new TrailProofView(
        proof.holds(),
        proof.size(),
        base64.encodeToString(proof.leafHash()),
        proof.path().stream().map(base64::encodeToString).toList(),
        proof.checkpoint(),
        proof.key());
  }
}
