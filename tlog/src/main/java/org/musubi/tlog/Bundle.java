package org.musubi.tlog;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry bundle of C2SP tlog-tiles: leaves, each behind its length as a big-endian uint16. */
final class Bundle {
  /** Bytes of the longest leaf. */
  static final int LONGEST = 0xffff;

  private Bundle() {}

  static byte[] encode(List<byte[]> leaves) {
    int bytes = 0;
    for (byte[] leaf : leaves) {
      bytes += 2 + leaf.length;
    }
    var buffer = ByteBuffer.allocate(bytes);
    for (byte[] leaf : leaves) {
      buffer.putShort((short) leaf.length).put(leaf);
    }
    return buffer.array();
  }

  /**
   * The first {@code width} leaves, fewer when the bytes end before; what stands behind them is
   * reported as one leaf more than was asked for.
   */
  static List<byte[]> decode(byte[] bytes, int width) {
    var leaves = new ArrayList<byte[]>();
    var buffer = ByteBuffer.wrap(bytes);
    while (leaves.size() < width) {
      byte[] leaf = next(buffer);
      if (leaf == null) {
        return leaves;
      }
      leaves.add(leaf);
    }
    if (buffer.hasRemaining()) {
      leaves.add(new byte[0]);
    }
    return leaves;
  }

  private static byte @Nullable [] next(ByteBuffer buffer) {
    if (buffer.remaining() < 2) {
      return null;
    }
    int length = Short.toUnsignedInt(buffer.getShort());
    if (buffer.remaining() < length) {
      return null;
    }
    byte[] leaf = new byte[length];
    buffer.get(leaf);
    return leaf;
  }
}
