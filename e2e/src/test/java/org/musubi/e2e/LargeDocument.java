package org.musubi.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A document too large to be held: blocks of noise, each beginning with words to look for.
 *
 * @param number makes its identifier and its noise
 * @param blocks how many blocks of {@link #BLOCK} bytes
 * @param inline whether it comes as base64 text inside the message
 * @param until the block at which its community stops delivering; {@code blocks} = never
 * @param hangs whether it then stays on the line without a word, else it hangs up
 */
record LargeDocument(int number, int blocks, boolean inline, int until, boolean hangs)
    implements Scripted {
  /** A multiple of three, so that base64 of blocks joins to base64 of the whole. */
  static final int BLOCK = 49_152;

  static final String MARKER = "大きな文書の目印";

  /** The same in base64: it stands at the start of a block, and is a multiple of three bytes. */
  static final String MARKER_AS_TEXT =
      Base64.getEncoder().encodeToString(MARKER.getBytes(StandardCharsets.UTF_8));

  static final String PLACE = "@CONTENT@";

  private static final Map<Integer, String> HASHES = new ConcurrentHashMap<>();

  static LargeDocument of(int number, int megabytes) {
    int blocks = (int) (((long) megabytes << 20) / BLOCK);
    return new LargeDocument(number, blocks, false, blocks, false);
  }

  LargeDocument asText() {
    return new LargeDocument(number, blocks, true, until, hangs);
  }

  LargeDocument stopping(int at, boolean hanging) {
    return new LargeDocument(number, blocks, inline, at, hanging);
  }

  boolean isWhole() {
    return until == blocks;
  }

  @Override
  public String name() {
    return "large" + number;
  }

  @Override
  public String uniqueId() {
    return ScriptedDocument.HOME + ".5." + number;
  }

  @Override
  public long size() {
    return (long) blocks * BLOCK;
  }

  @Override
  public String hash() {
    return HASHES.computeIfAbsent(
        number,
        key -> {
          var digest = sha1();
          byte[] block = block();
          for (int i = 0; i < blocks; i++) {
            digest.update(block);
          }
          return HexFormat.of().formatHex(digest.digest());
        });
  }

  @Override
  public String inMessage() {
    return inline ? PLACE : Scripted.super.inMessage();
  }

  /** Writes it, as far as its community comes, a chunk a block. */
  void writeTo(OutputStream out) throws IOException {
    byte[] block = inline ? Base64.getEncoder().encode(block()) : block();
    for (int i = 0; i < until; i++) {
      ScriptedDelivery.chunk(out, block);
    }
  }

  private byte[] block() {
    var block = new byte[BLOCK];
    new Random(number).nextBytes(block);
    byte[] words = MARKER.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(words, 0, block, 0, words.length);
    return block;
  }

  static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
