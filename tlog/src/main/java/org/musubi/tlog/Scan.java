package org.musubi.tlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads frames one after the other. Reading stops at the first thing that is no whole frame. */
final class Scan {
  private static final int CHUNK = 256 << 10;

  private final Disk.File file;
  private byte[] chunk = new byte[CHUNK];
  private long chunkStart;
  private int chunkLength;
  private long position;

  Scan(Disk.File file, long position) {
    this.file = file;
    this.position = position;
  }

  /** What stands at a place of the file. */
  sealed interface Found {}

  /** An entry whose checksum holds; {@code next} is the place behind it. */
  record Entry(long index, byte[] payload, long start, long next) implements Found {}

  /** A checkpoint whose checksum holds; its signature has not been looked at. */
  record Mark(long size, byte[] payload, long start, long next) implements Found {}

  /** The edge of the tree that the entries behind it continue. */
  record Edge(long size, byte[] payload, long start, long next) implements Found {}

  /** No whole frame stands here. */
  record Broken(long start, String why) implements Found {}

  /** The file ends here, behind a whole frame. */
  record End(long start) implements Found {}

  Found next() throws IOException {
    int there = fill(Frame.HEADER);
    if (there == 0) {
      return new End(position);
    }
    if (there < Frame.HEADER) {
      return new Broken(position, "the file ends inside it");
    }
    var head = ByteBuffer.wrap(chunk, (int) (position - chunkStart), Frame.HEADER);
    int length = head.getInt();
    byte kind = head.get();
    long number = head.getLong();
    int checksum = head.getInt();
    if (length < 0 || length > Frame.LONGEST || kind < Frame.ENTRY || kind > Frame.EDGE) {
      return new Broken(position, "its head is out of form");
    }
    if (fill(Frame.HEADER + length) < Frame.HEADER + length) {
      return new Broken(position, "the file ends inside it");
    }
    int body = (int) (position - chunkStart) + Frame.HEADER;
    if (Frame.checksum(kind, number, chunk, body, length) != checksum) {
      return new Broken(position, "its checksum does not hold");
    }
    byte[] payload = Arrays.copyOfRange(chunk, body, body + length);
    long start = position;
    position += Frame.HEADER + length;
    return switch (kind) {
      case Frame.ENTRY -> new Entry(number, payload, start, position);
      case Frame.CHECKPOINT -> new Mark(number, payload, start, position);
      default -> new Edge(number, payload, start, position);
    };
  }

  /**
   * Whether at least {@code wanted} checkpoints with a valid signature stand behind {@code from}.
   */
  static boolean checkpointsBehind(Disk.File file, long from, VerifierKey key, int wanted)
      throws IOException {
    int seen = 0;
    long end = file.size();
    for (long place = from; place < end && seen < wanted; place++) {
      if (markAt(file, place) instanceof Mark mark && signed(mark, key)) {
        seen++;
        place = mark.next() - 1;
      }
    }
    return seen >= wanted;
  }

  private static Found markAt(Disk.File file, long place) throws IOException {
    byte[] head = new byte[5];
    boolean likely = file.read(head, 0, 5, place) == 5 && head[4] == Frame.CHECKPOINT;
    return likely ? new Scan(file, place).next() : new Broken(place, "no checkpoint");
  }

  private static boolean signed(Mark mark, VerifierKey key) {
    try {
      return Checkpoint.open(Texts.of(mark.payload()), key).size() == mark.size();
    } catch (LogRefused e) {
      return false;
    }
  }

  /**
   * Brings bytes from the current place into the chunk; gives how many of {@code wanted} there are.
   */
  private int fill(int wanted) throws IOException {
    long have = chunkStart + chunkLength - position;
    if (have >= wanted) {
      return wanted;
    }
    if (chunk.length < wanted) {
      chunk = new byte[wanted];
    }
    chunkStart = position;
    chunkLength = file.read(chunk, 0, chunk.length, position);
    return Math.min(wanted, chunkLength);
  }
}
