package org.musubi.audit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * One entry with the key that opens it and no other: whoever has its proof can show a third party
 * what is closed in it. The entry commits to the key, so there is one content only.
 *
 * @param position its index in the log, from 0
 * @param entry as the log holds it
 * @param key the opening key, 32 bytes
 * @param content what is closed, JSON in UTF-8
 */
public record TrailOpening(long position, byte[] entry, byte[] key, byte[] content) {
  /** As a file: one JSON object; bytes in base64. */
  public String text() {
    var base64 = Base64.getEncoder();
    return EntryText.JSON
            .createObjectNode()
            .put("position", position)
            .put("entry", base64.encodeToString(entry))
            .put("opening", base64.encodeToString(key))
            .put("content", new String(content, StandardCharsets.UTF_8))
            .toString()
        + "\n";
  }

  /** Whether the key opens the entry to this content. */
  public boolean holds() {
    try {
      return EntryReading.read(entry) instanceof Entry.Sealed sealed
          && java.util.Arrays.equals(sealed.seal().open(sealed.act(), key), content);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** What was recorded is not for logs. */
  @Override
  public String toString() {
    return "TrailOpening[" + position + "]";
  }
}
