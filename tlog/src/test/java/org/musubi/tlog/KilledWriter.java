package org.musubi.tlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;

/**
 * A process that appends until it is killed. Prints a line for each batch that was acknowledged:
 * index of the first, number of the first, how many. Its entries read "run number".
 */
final class KilledWriter {
  private KilledWriter() {}

  public static void main(String[] arguments) throws Exception {
    var signer = KeyFile.signer(Path.of(System.getProperty("musubi.test.key")));
    String run = arguments[1];
    var random = new Random(Long.parseLong(arguments[2]));
    long number = 0;
    try (var log =
        Log.open(Path.of(arguments[0]), Logs.ORIGIN, signer, Logs.CLOCK, Disk.real(), 20_000)) {
      Thread.ofPlatform().daemon().start(() -> publish(log));
      while (true) {
        var batch = new ArrayList<byte[]>();
        int count = 1 + random.nextInt(random.nextInt(4) == 0 ? 300 : 5);
        for (int i = 0; i < count; i++) {
          batch.add(Texts.bytes(run + " " + (number + i)));
        }
        long first = log.append(batch);
        System.out.println(first + " " + number + " " + count);
        number += count;
      }
    }
  }

  private static void publish(Log log) {
    try {
      while (log.stopped() == null) {
        log.publish();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
