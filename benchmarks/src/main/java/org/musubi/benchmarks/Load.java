package org.musubi.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Closed-loop clients: each sends the next request when the last answer is whole, and one request
 * however little time there is.
 */
record Load(long count, long bytes, double seconds, long[] sortedNanos) {
  static Load run(
      SSLContext context, int port, byte[] request, String expected, int clients, long millis)
      throws InterruptedException {
    var nanos = new ArrayList<List<Long>>();
    var bytes = new AtomicLong();
    var failure = new AtomicReference<@Nullable IOException>();
    var threads = new ArrayList<Thread>();
    long start = System.nanoTime();
    for (int i = 0; i < clients; i++) {
      var own = new ArrayList<Long>();
      nanos.add(own);
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                try (var line = new Line(context, port)) {
                  do {
                    long before = System.nanoTime();
                    bytes.addAndGet(line.exchange(request));
                    own.add(System.nanoTime() - before);
                    if (!line.text().contains(expected)) {
                      throw new IOException("unexpected answer: " + line.text());
                    }
                  } while (System.nanoTime() - start < millis * 1_000_000);
                } catch (IOException e) {
                  failure.compareAndSet(null, e);
                }
              }));
    }
    for (var thread : threads) {
      thread.join();
    }
    var failed = failure.get();
    if (failed != null) {
      throw new UncheckedIOException(failed);
    }
    long[] all = nanos.stream().flatMap(List::stream).mapToLong(Long::longValue).toArray();
    Arrays.sort(all);
    return new Load(all.length, bytes.get(), (System.nanoTime() - start) / 1e9, all);
  }

  /** A percentile in milliseconds. */
  double millis(double quantile) {
    return sortedNanos.length == 0
        ? Double.NaN
        : sortedNanos[
                (int) Math.min(sortedNanos.length - 1, (long) (sortedNanos.length * quantile))]
            / 1e6;
  }

  double perSecond() {
    return count / seconds;
  }
}
