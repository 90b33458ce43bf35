package org.musubi.tlog;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.musubi.tlog.LogRefused.Reason;

/**
 * Decides at opening what a walk over the file means. Below a checkpoint nothing may be missing or
 * changed: refused. What stands behind the last checkpoint was never acknowledged: cut off.
 */
final class Recovery {
  private Recovery() {}

  /**
   * Walks the file; on return it is good up to {@code end} of the walk, where it must be cut.
   *
   * @param published the checkpoint in the file of that name; null when there is none
   */
  static Walk run(Disk.File file, String origin, VerifierKey key, @Nullable Checkpoint published)
      throws IOException {
    var seen = new boolean[1];
    var walk =
        Walk.over(
            file,
            origin,
            checkpoint -> {
              if (published != null && checkpoint.size() == published.size()) {
                if (!checkpoint.sameTree(published)) {
                  throw altered(
                      0, "the published checkpoint and the entries speak of different trees");
                }
                seen[0] = true;
              }
            });
    if (walk.stop instanceof Walk.Wrong wrong) {
      throw altered(wrong.entry(), wrong.why());
    }
    if (published == null && walk.size() > 0) {
      throw new LogRefused(Reason.MISSING, "the published checkpoint is gone, the entries are not");
    }
    if (published != null && !seen[0]) {
      refuseShort(walk, published);
    }
    if (walk.stop instanceof Walk.Torn torn) {
      refuseDamage(file, key, walk, torn);
    }
    if (walk.last != null) {
      Checkpoint.open(walk.last.note(), key);
    }
    walk.offsets.cut(walk.size());
    return walk;
  }

  /**
   * One write holds one batch and its checkpoint, and the next is made only after the force of the
   * first: damage with two checkpoints behind it lies in something acknowledged.
   */
  private static void refuseDamage(Disk.File file, VerifierKey key, Walk walk, Walk.Torn torn)
      throws IOException {
    if (Scan.checkpointsBehind(file, torn.place() + 1, key, 2)) {
      throw altered(walk.read, "entry " + walk.read + " is damaged: " + torn.why());
    }
  }

  private static void refuseShort(Walk walk, Checkpoint published) throws IOException {
    if (walk.size() > published.size()) {
      throw altered(walk.size(), "no checkpoint inside the log has the published size");
    }
    String promise = "; the published checkpoint promises " + published.size() + " entries";
    if (walk.stop instanceof Walk.Torn torn && walk.read < published.size()) {
      throw altered(walk.read, "entry " + walk.read + " is damaged: " + torn.why() + promise);
    }
    throw new LogRefused(
        Reason.MISSING, walk.read, "the log ends before entry " + walk.read + promise);
  }

  private static LogRefused altered(long entry, String what) {
    return new LogRefused(Reason.ALTERED, entry, what);
  }
}
