package org.musubi.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.musubi.core.MedicalId;
import org.musubi.core.PersonRef;

/**
 * Prepares parts of the trail as files to be taken away: acts that somebody may see, each with its
 * proof (for a Member its own part, seed 004 2.1.1(5)), and the log itself as a sealed archive with
 * the stand-alone verifier. Prepared in the background; kept encrypted under a key in memory for an
 * hour, so that nothing of it survives the process. What is readable of persons in it goes at once
 * when anybody's key is destroyed.
 */
public interface TrailExports {
  /** Most acts of one export. */
  int MOST_ACTS = 100_000;

  /**
   * Begins to prepare acts that were found, newest first.
   *
   * @param seen which of them the receiver may see
   * @param patients the receiver's name for a patient
   * @param owner who orders it; each has room for four
   * @param receipt the proof that this is recorded; acts at or above it are left out
   * @throws TooMany when too many are being prepared or kept
   */
  UUID acts(
      TrailQuery query,
      Predicate<Access> seen,
      Function<MedicalId, String> patients,
      PersonRef owner,
      Receipt receipt)
      throws TooMany;

  /**
   * Begins to prepare the whole bundles of the log that hold what was recorded in a time; what is
   * closed under persons' keys stays closed.
   *
   * @param owner who orders it
   * @param receipt the proof that this is recorded
   * @throws TooMany when too many are being prepared or kept
   */
  UUID archive(Instant from, Instant until, PersonRef owner, Receipt receipt) throws TooMany;

  /** How far one is; empty when there is none of this name any more. */
  Optional<Progress> progress(UUID export);

  /**
   * The file, once it is ready.
   *
   * @param receipt the proof that it is recorded who takes it
   */
  Optional<Prepared> file(UUID export, Receipt receipt);

  /** Whether an export is ready. */
  enum State {
    /** It is being prepared. */
    RUNNING,
    /** It can be taken. */
    READY,
    /** There was nothing to put in. */
    EMPTY,
    /** It could not be prepared. */
    FAILED
  }

  /**
   * How far an export is.
   *
   * @param done acts, or entries of the log, that are in it
   * @param percent of the way through the log
   * @param cut whether more was found than one export holds
   * @param bytes of the file; null until it is ready
   */
  record Progress(State state, long done, int percent, boolean cut, @Nullable Long bytes) {}

  /** A file that is ready. */
  interface Prepared {
    /** Its name. */
    String name();

    /** Its size in bytes. */
    long size();

    /** Its bytes, from the start. */
    java.io.InputStream open();
  }

  /** No further export is prepared now. */
  final class TooMany extends Exception {
    private static final long serialVersionUID = 1L;

    TooMany() {
      super("too many exports are being prepared or kept");
    }
  }
}
