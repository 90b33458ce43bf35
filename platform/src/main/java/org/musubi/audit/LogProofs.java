package org.musubi.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.musubi.tlog.Log;
import org.musubi.tlog.LogRefused;
import org.musubi.tlog.Proofs;

/** Proofs from the log itself; the database is not asked. */
final class LogProofs implements TrailProofs {
  private final Log log;
  private final Sealing sealing;

  LogProofs(Log log, Sealing sealing) {
    this.log = log;
    this.sealing = sealing;
  }

  @Override
  public Optional<TrailOpening> opening(long position, Receipt receipt) {
    return of(position, receipt)
        .map(TrailProof::entry)
        .flatMap(entry ->
            EntryReading.read(entry) instanceof Entry.Sealed sealed
                ? sealing
                    .opening(sealed.act(), sealed.seal())
                    .map(key ->
                        new TrailOpening(
                            position, entry, key, sealed.seal().open(sealed.act(), key)))
                : Optional.empty());
  }

  @Override
  public Optional<TrailProof> of(long position, Receipt receipt) {
    // In this order: under a key that comes later a checkpoint would not be found signed.
    var key = log.verifier();
    var checkpoint = log.checkpoint();
    if (position < 0 || position >= checkpoint.size()) {
      return Optional.empty();
    }
    try {
      byte[] entry = log.read(position);
      return Optional.of(
          new TrailProof(
              position,
              entry,
              Proofs.leaf(entry),
              checkpoint.note(),
              checkpoint.size(),
              checkpoint.root(),
              log.inclusion(position, checkpoint.size()),
              key.toString()));
    } catch (LogRefused refused) {
      if (refused.reason() == LogRefused.Reason.MISSING) {
        return Optional.empty();
      }
      throw new UncheckedIOException(refused);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
