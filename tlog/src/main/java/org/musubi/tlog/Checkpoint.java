package org.musubi.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.musubi.tlog.LogRefused.Reason;

/**
 * What the log was at one moment (C2SP tlog-checkpoint): its origin, how many entries, the root of
 * their Merkle tree; and the signed note that says so.
 *
 * @param origin the log's name, one line
 * @param size entries
 * @param root 32 bytes
 * @param note the signed text: origin, size and base64 root on a line each, an empty line, one
 *     signature line
 */
public record Checkpoint(String origin, long size, byte[] root, String note) {
  private static final String DASH = "\u2014 ";

  static Checkpoint sign(String origin, long size, byte[] root, Signer signer) {
    String text = origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    byte[] signature = signer.sign(text.getBytes(StandardCharsets.UTF_8));
    var key = signer.verifier();
    var line = ByteBuffer.allocate(4 + signature.length).putInt(key.id()).put(signature).array();
    String signed =
        text + "\n" + DASH + key.name() + " " + Base64.getEncoder().encodeToString(line) + "\n";
    return new Checkpoint(origin, size, root, signed);
  }

  /** Reads a note without asking who signed it. */
  static Checkpoint read(String note) throws LogRefused {
    String[] lines = note.split("\n", -1);
    try {
      if (lines.length >= 6 && lines[3].isEmpty() && lines[1].matches("0|[1-9][0-9]{0,18}")) {
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
   * Reads a note and checks its signature.
   *
   * @throws LogRefused with ALTERED when it is out of form, with OTHER_KEY when {@code key} did not
   *     sign it
   */
  public static Checkpoint open(String note, VerifierKey key) throws LogRefused {
    var checkpoint = read(note);
    int end = note.indexOf("\n\n") + 1;
    byte[] text = note.substring(0, end).getBytes(StandardCharsets.UTF_8);
    String mark = DASH + key.name() + " ";
    for (String line : note.substring(end + 1).split("\n")) {
      if (line.startsWith(mark) && signs(key, text, line.substring(mark.length()))) {
        return checkpoint;
      }
    }
    throw new LogRefused(
        Reason.OTHER_KEY,
        "the checkpoint of size " + checkpoint.size + " is not signed by " + key.name());
  }

  private static boolean signs(VerifierKey key, byte[] text, String encoded) {
    byte[] line;
    try {
      line = Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException e) {
      return false;
    }
    return line.length > 4
        && ByteBuffer.wrap(line).getInt() == key.id()
        && key.verifies(text, Arrays.copyOfRange(line, 4, line.length));
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
