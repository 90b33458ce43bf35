package org.musubi.tlog;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the tree for a payload: the payload itself, or, when it is longer than a bundle
 * can hold, three lines that name its SHA-256 and length; the payload then lies beside the tiles. A
 * payload that itself begins like a reference becomes one too, so that no payload can pose as
 * another.
 */
final class Leaf {
  private static final String MARK = "musubi tlog payload 1\n";
  private static final byte[] MARK_BYTES = Texts.bytes(MARK);
  private static final Pattern FORM =
      Pattern.compile(Pattern.quote(MARK) + "sha256 ([0-9a-f]{64})\nlength ([0-9]{1,9})\n");

  private Leaf() {}

  static byte[] of(byte[] payload) {
    if (payload.length <= Bundle.LONGEST && !isReference(payload)) {
      return payload;
    }
    String digest = HexFormat.of().formatHex(Hashes.sha256().digest(payload));
    return Texts.bytes(MARK + "sha256 " + digest + "\nlength " + payload.length + "\n");
  }

  static boolean isReference(byte[] leaf) {
    return leaf.length >= MARK_BYTES.length
        && Arrays.equals(leaf, 0, MARK_BYTES.length, MARK_BYTES, 0, MARK_BYTES.length);
  }

  /** Whether the payload is the one that the reference names. */
  static boolean names(byte[] leaf, byte @Nullable [] payload) {
    Matcher form = FORM.matcher(Texts.of(leaf));
    return payload != null
        && form.matches()
        && Long.parseLong(form.group(2)) == payload.length
        && HexFormat.of().formatHex(Hashes.sha256().digest(payload)).equals(form.group(1));
  }
}
