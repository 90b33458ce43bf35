package org.musubi.audit;

import java.util.Base64;
import java.util.List;
import org.musubi.tlog.Checkpoint;
import org.musubi.tlog.LogRefused;
import org.musubi.tlog.Proofs;
import org.musubi.tlog.VerifierKey;

/**
 * That an entry stands on the trail, for whoever trusts the log's key and nobody else.
 *
 * @param position index in the log, from 0
 * @param entry what was recorded, as its bytes
 * @param leaf what stands in the tree: the entry, or a reference to it when it is too long
 * @param checkpoint the signed note (C2SP tlog-checkpoint) over the tree that it is in
 * @param size entries of that tree
 * @param root its root, 32 bytes
 * @param path hashes that lead from the leaf to the root, 32 bytes each, the lowest first
 * @param key the key that signs, in the form {@code name+id+key} of C2SP signed-note
 */
public record TrailProof(
    long position,
    byte[] entry,
    byte[] leaf,
    String checkpoint,
    long size,
    byte[] root,
    List<byte[]> path,
    String key) {

  public TrailProof {
    path = List.copyOf(path);
  }

  /** The leaf's hash, 32 bytes. */
  public byte[] leafHash() {
    return Proofs.leafHash(leaf);
  }

  /** Whether it holds: signature, root, path and leaf. */
  public boolean holds() {
    try {
      var signed = Checkpoint.open(checkpoint, VerifierKey.parse(key));
      return signed.size() == size
          && java.util.Arrays.equals(signed.root(), root)
          && java.util.Arrays.equals(Proofs.leaf(entry), leaf)
          && Proofs.included(leafHash(), position, size, path, root);
    } catch (LogRefused e) {
      return false;
    }
  }

  /** As a file (C2SP tlog-proof, version 1); its {@code extra} is the leaf. */
  public String text() {
    var base64 = Base64.getEncoder();
    var text =
        new StringBuilder("c2sp.org/tlog-proof@v1\nextra ")
            .append(base64.encodeToString(leaf))
            .append("\nindex ")
            .append(position)
            .append('\n');
    path.forEach(hash -> text.append(base64.encodeToString(hash)).append('\n'));
    return text.append('\n').append(checkpoint).toString();
  }

  /** What was recorded is not for logs. */
  @Override
  public String toString() {
    return "TrailProof[" + position + " of " + size + "]";
  }
}
