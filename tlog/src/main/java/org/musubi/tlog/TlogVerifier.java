package org.musubi.tlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Checks a log's folder from outside, with nothing but the public key: every entry against the
 * tree, every checkpoint inside against its signature, and the published one against the entries.
 * Reads only; a writer may be at work meanwhile.
 */
public final class TlogVerifier {
  private TlogVerifier() {}

  /** What was found. */
  public sealed interface Verdict {}

  /** All is as it was signed. */
  public record Whole(String origin, long size, String root) implements Verdict {}

  /**
   * Something is not.
   *
   * @param entry index of the first bad entry
   * @param reason what is wrong
   */
  public record Bad(long entry, String reason) implements Verdict {}

  /**
   * Checks a folder.
   *
   * @param kept an older checkpoint that was kept elsewhere, signed by the same key: the log must
   *     still contain that tree. Null when there is none; then a log cut back to one of its own
   *     older states, file {@code checkpoint} included, cannot be told from a younger log
   * @throws IOException when the folder cannot be read or holds no log
   */
  public static Verdict verify(Path folder, VerifierKey key, @Nullable Checkpoint kept)
      throws IOException {
    var file = folder.resolve("entries");
    var note = folder.resolve("checkpoint");
    if (!Files.isReadable(file) || !Files.isReadable(note)) {
      throw new IOException("no readable log in " + folder);
    }
    try (var entries = new ReadOnlyFile(file)) {
      var published = Checkpoint.open(Files.readString(note), key);
      return judge(entries, published, key, kept);
    } catch (LogRefused refused) {
      return new Bad(Math.max(0, refused.entry()), String.valueOf(refused.getMessage()));
    }
  }

  private static Verdict judge(
      Disk.File entries, Checkpoint published, VerifierKey key, @Nullable Checkpoint kept)
      throws IOException {
    var before = new long[1];
    var met = new boolean[] {false, kept == null};
    var walk =
        Walk.over(
            entries,
            published.origin(),
            checkpoint -> {
              signed(checkpoint, key, before[0]);
              met[0] |= same(checkpoint, published, before[0]);
              met[1] |= kept != null && same(checkpoint, kept, before[0]);
              before[0] = checkpoint.size();
            });
    if (walk.stop instanceof Walk.Wrong wrong) {
      return new Bad(wrong.entry(), wrong.why());
    }
    if (!met[0] || !met[1]) {
      String why = walk.stop instanceof Walk.Torn torn ? torn.why() : "the log ends before it";
      return new Bad(walk.read, why + "; a checkpoint promises more");
    }
    if (walk.stop instanceof Walk.Torn torn
        && Scan.checkpointsBehind(entries, torn.place() + 1, key, 2)
        && new Scan(entries, torn.place()).next() instanceof Scan.Broken) {
      return new Bad(walk.read, torn.why());
    }
    return new Whole(published.origin(), walk.size(), rootText(walk));
  }

  private static String rootText(Walk walk) {
    var last = walk.last;
    return last == null ? "" : last.rootText();
  }

  private static void signed(Checkpoint checkpoint, VerifierKey key, long from) throws LogRefused {
    try {
      Checkpoint.open(checkpoint.note(), key);
    } catch (LogRefused e) {
      throw new LogRefused(e.reason(), from, String.valueOf(e.getMessage()));
    }
  }

  private static boolean same(Checkpoint inside, Checkpoint outside, long from) throws LogRefused {
    if (inside.size() == outside.size() && !inside.sameTree(outside)) {
      throw new LogRefused(
          LogRefused.Reason.ALTERED, from, "a checkpoint of size " + inside.size() + " differs");
    }
    return inside.size() == outside.size();
  }
}
