package org.musubi.tlog;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.musubi.tlog.LogRefused.Reason;

/**
 * What the log was at one moment (C2SP tlog-checkpoint): its origin, how many entries, the root of
 * their Merkle tree; and the signed note that says so.
 *
 * @param origin the log's name, one line
 * @param size entries
 * @param root 32 bytes
 * @param note the signed text: origin, size and base64 root on a line each, an empty line, a line
 *     for each signature
 */
public record Checkpoint(String origin, long size, byte[] root, String note) {
  static Checkpoint sign(String origin, long size, byte[] root, Signer signer) {
    return sign(origin, size, root, List.of(signer));
  }

  /** Signed by all of them, in their order. */
  static Checkpoint sign(String origin, long size, byte[] root, List<Signer> signers) {
    String text = origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    var note = new Note(text, List.of());
    for (var signer : signers) {
      note = note.signed(signer);
    }
    return new Checkpoint(origin, size, root, note.toString());
  }

  /**
   * Reads a note without asking who signed it: for one that was checked and kept before.
   *
   * @throws LogRefused with ALTERED when it is out of form
   */
  public static Checkpoint read(String note) throws LogRefused {
    try {
      String[] lines = Note.read(note).text().split("\n", -1);
      if (lines.length >= 4 && lines[1].matches("0|[1-9][0-9]{0,18}")) {
        byte[] root = Base64.getDecoder().decode(lines[2]);
        if (root.length == Hashes.LENGTH && !lines[0].isEmpty()) {
          return new Checkpoint(lines[0], Long.parseLong(lines[1]), root, note);
        }
      }
    } catch (IllegalArgumentException e) {
      throw new LogRefused(Reason.ALTERED, "a checkpoint is out of form", e);
    }
    throw new LogRefused(Reason.ALTERED, "a checkpoint is out of form");
  }

  /**
   * Reads a note and checks its signature; others on it do not matter.
   *
   * @throws LogRefused with ALTERED when it is out of form, with OTHER_KEY when {@code key} did not
   *     sign it
   */
  public static Checkpoint open(String note, VerifierKey key) throws LogRefused {
    var checkpoint = read(note);
    if (!Note.read(note).signedBy(key)) {
      throw new LogRefused(
          Reason.OTHER_KEY,
          "the checkpoint of size " + checkpoint.size + " is not signed by " + key.name());
    }
    return checkpoint;
  }

  /** Whether the first signature is of this key: the one that goes on signing. */
  boolean ledBy(VerifierKey key) {
    return Note.read(note).ledBy(key);
  }

  /** Whether both speak of the same tree. */
  boolean sameTree(Checkpoint other) {
    return origin.equals(other.origin) && size == other.size && Arrays.equals(root, other.root);
  }

  /** The root in base64. */
  public String rootText() {
    return Base64.getEncoder().encodeToString(root);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Checkpoint that && note.equals(that.note);
  }

  @Override
  public int hashCode() {
    return note.hashCode();
  }

  @Override
  public String toString() {
    return "Checkpoint[" + origin + ", " + size + ", " + rootText() + "]";
  }
}
