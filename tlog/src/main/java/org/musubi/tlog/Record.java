package org.musubi.tlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry that the log wrote about itself: a signed note whose first line is {@value #MARK}. An
 * entry that only looks like one is an ordinary entry, for nobody else has the key.
 */
sealed interface Record {
  /** The first line. */
  String MARK = "musubi tlog record 1";

  /** From here on another key signs; signed by both. */
  record Rotated(VerifierKey old, VerifierKey fresh) implements Record {}

  /**
   * These whole bundles lie in a sealed archive and may be missing here.
   *
   * @param from index of the first entry, a multiple of 256
   * @param until index behind the last one, a multiple of 256
   * @param archive SHA-256 of the archive's list of files, in hex
   */
  record Sealed(long from, long until, String archive) implements Record {}

  /** Whether an entry has the form of one, signed or not. */
  static boolean looksLike(byte[] entry) {
    return entry.length > MARK.length()
        && entry[0] == MARK.charAt(0)
        && Texts.of(Arrays.copyOf(entry, MARK.length() + 1)).equals(MARK + "\n");
  }

  /** The entry for position {@code index}, signed by the old and the new key. */
  static byte[] rotation(String origin, long index, Signer old, Signer fresh) {
    String text = head("rotated", origin, index) + old.verifier() + "\n" + fresh.verifier() + "\n";
    return Texts.bytes(new Note(text, List.of()).signed(old).signed(fresh).toString());
  }

  /** The entry for position {@code index}. */
  static byte[] sealing(String origin, long index, Sealed sealed, Signer signer) {
    String text =
        head("sealed", origin, index)
            + sealed.from
            + "\n"
            + sealed.until
            + "\n"
            + sealed.archive
            + "\n";
    return Texts.bytes(new Note(text, List.of()).signed(signer).toString());
  }

  private static String head(String kind, String origin, long index) {
    return MARK + "\n" + kind + "\n" + origin + "\n" + index + "\n";
  }

  /**
   * Reads an entry.
   *
   * @param key the key of the log at this entry; null: believe the old key that a rotation names
   * @return null when it is none that this key signed for this place
   */
  static @Nullable Record read(byte[] entry, String origin, long index, @Nullable VerifierKey key) {
    if (entry.length > Bundle.LONGEST || !looksLike(entry)) {
      return null;
    }
    try {
      var note = Note.read(Texts.of(entry));
      var lines = new ArrayList<>(List.of(note.text().split("\n")));
      boolean here =
          lines.size() > 5
              && lines.get(2).equals(origin)
              && lines.get(3).equals(Long.toString(index));
      if (here && lines.get(1).equals("rotated")) {
        var old = VerifierKey.parse(lines.get(4));
        var fresh = VerifierKey.parse(lines.get(5));
        boolean signed = note.signedBy(old) && note.signedBy(fresh);
        boolean known = key == null || key.toString().equals(old.toString());
        return signed && known ? new Rotated(old, fresh) : null;
      }
      if (here && lines.get(1).equals("sealed") && lines.size() == 7) {
        return key != null && note.signedBy(key)
            ? new Sealed(Long.parseLong(lines.get(4)), Long.parseLong(lines.get(5)), lines.get(6))
            : null;
      }
      return null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
