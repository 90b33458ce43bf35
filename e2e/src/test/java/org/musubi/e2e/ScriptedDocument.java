package org.musubi.e2e;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.musubi.e2e.wire.Received;
import org.musubi.e2e.wire.Retrieve;

/** The documents of the scripted community, and what is wrong with each. */
enum ScriptedDocument implements Scripted {
  GOOD,
  /** Its bytes are others than its metadata's hash says. */
  OTHER_HASH,
  /** Its bytes are fewer than its metadata's size says, though the message is whole. */
  OTHER_SIZE,
  /** The connection ends in the middle of it. */
  CUT_OFF,
  /** Its MIME part goes on and on. */
  ENDLESS,
  /** Good, and more than connections hold in their buffers. */
  LARGE;

  static final String HOME = "1.2.392.200250.9.1000";
  static final String URN = "urn:oid:" + HOME;
  static final String REPOSITORY = HOME + ".2";
  static final String PATIENT = "X-1000^^^&" + HOME + ".1&ISO";

  private static final int LARGE_SIZE = 24 << 20;

  @Override
  public String uniqueId() {
    return HOME + ".5." + (ordinal() + 1);
  }

  static ScriptedDocument of(String uniqueId) {
    return Arrays.stream(values())
        .filter(each -> each.uniqueId().equals(uniqueId))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(uniqueId));
  }

  /** A request for it. */
  Retrieve.Wanted wanted() {
    return new Retrieve.Wanted(URN, REPOSITORY, uniqueId());
  }

  static Retrieve request(ScriptedDocument... documents) {
    return new Retrieve(
        List.copyOf(Arrays.stream(documents).map(ScriptedDocument::wanted).toList()));
  }

  /** What is delivered, where it ends at all. */
  byte[] delivered() {
    if (this == LARGE) {
      var all = new byte[LARGE_SIZE];
      Arrays.fill(all, (byte) 'L');
      return all;
    }
    return ("計測用の文書 " + name()).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String hash() {
    return this == OTHER_HASH
        ? Received.sha1("another".getBytes(StandardCharsets.UTF_8))
        : Received.sha1(delivered());
  }

  @Override
  public long size() {
    return this == OTHER_SIZE ? delivered().length + 7 : delivered().length;
  }
}
