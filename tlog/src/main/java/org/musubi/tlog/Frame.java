package org.musubi.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * One record of the journal, the file {@code entries}: length (u32), kind (u8), number (u64),
 * CRC-32C (u32) over length, kind, number and payload, then the payload. Big endian. The number of
 * an entry is its index; that of a checkpoint, or of the edge that a shortened journal begins with,
 * the tree's size.
 */
final class Frame {
  static final byte ENTRY = 1;
  static final byte CHECKPOINT = 2;
  static final byte EDGE = 3;
  static final int HEADER = 17;
  static final int LONGEST = 4 << 20;

  private Frame() {}

  /** What the file begins with: the format's version and the origin. */
  static byte[] preamble(String origin) {
    return preamble(2, origin);
  }

  /** Version 1 had no tiles, hashed payloads of any length as they are and was never shortened. */
  static byte[] preamble(int version, String origin) {
    return ("musubi tlog " + version + "\n" + origin + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static int length(byte[] payload) {
    return HEADER + payload.length;
  }

  static void put(ByteBuffer into, byte kind, long number, byte[] payload) {
    into.putInt(payload.length).put(kind).putLong(number);
    into.putInt(checksum(kind, number, payload, 0, payload.length)).put(payload);
  }

  static int checksum(byte kind, long number, byte[] bytes, int offset, int length) {
    var head = ByteBuffer.allocate(13).putInt(length).put(kind).putLong(number).array();
    var crc = new CRC32C();
    crc.update(head, 0, head.length);
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
