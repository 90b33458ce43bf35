package org.musubi.tlog;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A signed note (C2SP signed-note): a text that ends with a newline, an empty line, and a line for
 * each signature: an em dash, the key's name, base64 of key id and signature.
 *
 * @param signatures the lines, without newline
 */
record Note(String text, List<String> signatures) {
  private static final String DASH = "\u2014 ";
  private static final int MOST = 100;

  /**
   * Splits a note.
   *
   * @throws IllegalArgumentException when it has not this form
   */
  static Note read(String note) {
    int end = note.lastIndexOf("\n\n");
    if (end < 0 || note.length() > 1 << 20 || !note.endsWith("\n")) {
      throw new IllegalArgumentException("a note has a text, an empty line and signatures");
    }
    var lines = List.of(note.substring(end + 2).split("\n"));
    if (lines.size() > MOST || !lines.stream().allMatch(Note::isSignature)) {
      throw new IllegalArgumentException("a note's signature line is out of form");
    }
    String text = note.substring(0, end + 1);
    if (text.chars().anyMatch(c -> c < 0x20 && c != '\n')) {
      throw new IllegalArgumentException("a note's text has no control characters");
    }
    return new Note(text, lines);
  }

  private static boolean isSignature(String line) {
    String[] parts = line.split(" ", -1);
    try {
      return parts.length == 3
          && parts[0].equals(DASH.strip())
          && !parts[1].isEmpty()
          && !parts[1].contains("+")
          && canonical(parts[2]).length > 4;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Two spellings of one signature would be two notes. */
  private static byte[] canonical(String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    if (!Base64.getEncoder().encodeToString(bytes).equals(base64)) {
      throw new IllegalArgumentException("base64 that nobody writes");
    }
    return bytes;
  }

  Note signed(Signer signer) {
    byte[] signature = signer.sign(Texts.bytes(text));
    return with(line(signer.verifier(), signature));
  }

  Note with(String signature) {
    var lines = new ArrayList<>(signatures);
    lines.add(signature);
    return new Note(text, List.copyOf(lines));
  }

  static String line(VerifierKey key, byte[] signature) {
    byte[] all = ByteBuffer.allocate(4 + signature.length).putInt(key.id()).put(signature).array();
    return DASH + key.name() + " " + Base64.getEncoder().encodeToString(all);
  }

  boolean signedBy(VerifierKey key) {
    return signatures.stream().anyMatch(line -> signs(key, line));
  }

  /** Whether the first line is a signature of this key. */
  boolean ledBy(VerifierKey key) {
    return !signatures.isEmpty() && signs(key, signatures.getFirst());
  }

  boolean signs(VerifierKey key, String line) {
    String[] parts = line.split(" ", -1);
    byte[] all = Base64.getDecoder().decode(parts[2]);
    return parts[1].equals(key.name())
        && ByteBuffer.wrap(all).getInt() == key.id()
        && key.verifiesNote(text, Arrays.copyOfRange(all, 4, all.length));
  }

  @Override
  public String toString() {
    return text + "\n" + String.join("\n", signatures) + "\n";
  }
}
