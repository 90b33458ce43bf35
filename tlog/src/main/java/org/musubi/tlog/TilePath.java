package org.musubi.tlog;

import java.util.Locale;

/**
 * Where tiles lie below a log's folder (C2SP tlog-tiles): {@code tile/<level>/<index>} and {@code
 * tile/entries/<index>}, for a partial one with {@code .p/<width>} behind it. Payloads that do not
 * fit a bundle lie in {@code payload/<entry's index>}, which is ours.
 */
final class TilePath {
  /** Hashes or entries of a full tile. */
  static final int WIDTH = 256;

  private TilePath() {}

  /** A hash tile; {@code width} 256 is the full one. */
  static String hashes(int level, long n, int width) {
    return "tile/" + level + "/" + index(n) + partial(width);
  }

  /** An entry bundle; {@code width} 256 is the full one. */
  static String entries(long n, int width) {
    return "tile/entries/" + index(n) + partial(width);
  }

  /** The payload of an entry whose leaf is a reference. */
  static String payload(long entry) {
    return "payload/" + index(entry);
  }

  /** How wide tile {@code n} of a level is in a tree of {@code size} entries, 0 to 256. */
  static int width(int level, long n, long size) {
    long hashes = size >> (8 * level);
    return (int) Math.clamp(hashes - n * WIDTH, 0, WIDTH);
  }

  /** The first entry below hash {@code n * 256} of a level. */
  static long firstEntry(int level, long n) {
    return n << (8 * (level + 1));
  }

  static String index(long n) {
    if (n < 0) {
      throw new IllegalArgumentException("a tile's index is not negative");
    }
    String text = String.format(Locale.ROOT, "%03d", n % 1000);
    for (long rest = n / 1000; rest > 0; rest /= 1000) {
      text = String.format(Locale.ROOT, "x%03d/", rest % 1000) + text;
    }
    return text;
  }

  private static String partial(int width) {
    if (width < 1 || width > WIDTH) {
      throw new IllegalArgumentException("a tile holds 1 to 256");
    }
    return width == WIDTH ? "" : ".p/" + width;
  }
}
