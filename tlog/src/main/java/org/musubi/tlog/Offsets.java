package org.musubi.tlog;

import java.util.Arrays;

/** Where every 64th entry begins: enough to find any entry by reading at most 64 frames. */
final class Offsets {
  private static final int STRIDE = 64;

  private long[] places = new long[64];
  private int count;

  void add(long index, long place) {
    if (index % STRIDE == 0 && index / STRIDE == count) {
      if (count == places.length) {
        places = Arrays.copyOf(places, count * 2);
      }
      places[count++] = place;
    }
  }

  /** Forgets what lies at or behind entry {@code size}. */
  void cut(long size) {
    count = (int) Math.min(count, (size + STRIDE - 1) / STRIDE);
  }

  /** A place at or before entry {@code index}, on a frame's border. */
  long before(long index, long start) {
    int slot = (int) Math.min(index / STRIDE, count - 1L);
    return slot < 0 ? start : places[slot];
  }
}
