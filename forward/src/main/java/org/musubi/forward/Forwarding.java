package org.musubi.forward;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.musubi.tlog.LogReader;
import org.musubi.tlog.VerifierKey;

/**
 * Follows the log from a position: reads, delivers, and moves the position only when every
 * destination has confirmed. So each entry arrives at least once and in order; after a death those
 * that were not yet counted come again.
 */
final class Forwarding {
  /** Entries that are confirmed together, at most. */
  static final int BATCH = 1_024;

  private final LogReader reader;
  private final VerifierKey given;
  private final Position position;
  private final List<Destination> destinations;
  private final Consumer<String> say;
  private long next;

  private Forwarding(
      LogReader reader,
      VerifierKey given,
      Position position,
      List<Destination> destinations,
      Consumer<String> say,
      long next) {
    this.reader = reader;
    this.given = given;
    this.position = position;
    this.destinations = destinations;
    this.say = say;
    this.next = next;
  }

  /**
   * Where to begin: at the position; without one at the first entry, or at the end of the log as it
   * is now.
   *
   * @throws org.musubi.tlog.LogRefused when the log does not hold, or no longer reaches the
   *     position
   */
  static Forwarding begin(
      Settings settings, Position position, List<Destination> destinations, Consumer<String> say)
      throws IOException, CannotForward {
    var stand = position.read();
    var key = settings.key();
    if (stand != null) {
      var reader = LogReader.resume(settings.log(), stand.place());
      checkKey(key, List.of(stand.given(), stand.place().key(), reader.place(reader.size()).key()));
      say.accept("going on at entry " + stand.place().next() + " of " + reader.size());
      return new Forwarding(reader, key, position, destinations, say, stand.place().next());
    }
    var reader = LogReader.open(settings.log(), key);
    long first = settings.fromNow() ? reader.size() : 0;
    var fresh = new Forwarding(reader, key, position, destinations, say, first);
    fresh.count(first);
    say.accept("beginning at entry " + first + " of " + reader.size());
    return fresh;
  }

  private static void checkKey(VerifierKey key, List<VerifierKey> known) throws CannotForward {
    if (known.stream().noneMatch(each -> each.toString().equals(key.toString()))) {
      throw new CannotForward(
          "log.key is neither the key that this position began with nor one that signs since");
    }
  }

  /** Goes on until the thread is interrupted. */
  void follow(Duration pause) throws IOException, InterruptedException {
    while (true) {
      reader.refresh();
      while (step()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
      Thread.sleep(pause);
    }
  }

  /** Sends one batch on; false when there is nothing to send now. */
  private boolean step() throws IOException, InterruptedException {
    var batch = new ArrayList<Passed>();
    LogReader.@Nullable Away away = null;
    long at = next;
    while (away == null && at < reader.size() && batch.size() < BATCH) {
      switch (reader.read(at)) {
        case LogReader.Entries found -> {
          for (byte[] entry : found.entries()) {
            batch.add(Passage.of(at++, entry));
          }
        }
        case LogReader.Away gone -> away = gone;
      }
    }
    if (!batch.isEmpty()) {
      for (var destination : destinations) {
        destination.deliver(batch);
      }
      count(at);
    }
    if (away != null) {
      say.accept(
          "entries "
              + away.from()
              + " to "
              + (away.until() - 1)
              + " lie in a sealed archive and are skipped");
      count(away.until());
    }
    return away != null || !batch.isEmpty();
  }

  private void count(long done) throws IOException {
    position.write(new Position.Stand(given, reader.place(done)));
    next = done;
  }
}
