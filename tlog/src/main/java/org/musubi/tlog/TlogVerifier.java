package org.musubi.tlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.musubi.tlog.LogRefused.Reason;

/**
 * Checks a log's folder from outside, with nothing but the public key and the tiles: every entry
 * against the tree, the tree against the published checkpoint and against older ones that were kept
 * elsewhere. Where the journal is there too, every entry and every signed checkpoint in it must
 * agree with the tiles. Reads only; a writer may be at work meanwhile.
 */
public final class TlogVerifier {
  private TlogVerifier() {}

  /** What was found. */
  public sealed interface Verdict {}

  /**
   * All is as it was signed.
   *
   * @param size entries
   * @param root base64
   * @param sealedAway entries whose hashes are here, while they lie in sealed archives
   */
  public record Whole(String origin, long size, String root, long sealedAway) implements Verdict {}

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
   * @param key one that the log signs with, or signed with before it went over to another
   * @param kept an older checkpoint that was kept elsewhere: the log must still contain that tree.
   *     Null when there is none; then a log cut back to one of its own older states, file {@code
   *     checkpoint} included, cannot be told from a younger log
   * @throws IOException when the folder cannot be read or holds no log
   */
  public static Verdict verify(Path folder, VerifierKey key, @Nullable Checkpoint kept)
      throws IOException {
    return verifyAgainst(folder, key, kept == null ? List.of() : List.of(kept));
  }

  /** As the other, with any number of kept checkpoints: the more, the closer a fork is placed. */
  public static Verdict verifyAgainst(Path folder, VerifierKey key, List<Checkpoint> kept)
      throws IOException {
    var first = folder.resolve("checkpoint");
    if (!Files.exists(first) && Files.exists(folder.resolve("tile"))) {
      return new Bad(0, "the checkpoint is gone");
    }
    if (!Files.isReadable(first)) {
      throw new IOException("no readable log in " + folder);
    }
    try {
      return judge(folder, key, kept);
    } catch (LogRefused refused) {
      return new Bad(Math.max(0, refused.entry()), String.valueOf(refused.getMessage()));
    }
  }

  private static Checkpoint published(Path folder) throws IOException {
    byte[] bytes = Bytes.of(folder.resolve("checkpoint"));
    if (bytes == null) {
      throw new LogRefused(Reason.MISSING, 0, "the checkpoint is gone");
    }
    return Checkpoint.read(Texts.of(bytes));
  }

  private static Verdict judge(Path folder, VerifierKey key, List<Checkpoint> kept)
      throws IOException {
    // In this order, because a writer may go on meanwhile: what is published before the journal is
    // read must be in it, and what is in it is published by then, but for the last batch.
    var before = published(folder);
    var checkpoints = new Checkpoints();
    if (!Files.exists(folder.resolve(Journal.FILE))) {
      if (Files.exists(folder.resolve("epoch"))) {
        throw new LogRefused(
            Reason.MISSING, before.size(), "the journal is gone from the folder of a writer");
      }
      return tiles(folder, key, before, kept, checkpoints, (index, hash) -> {});
    }
    try (var journal = new ReadOnlyFile(folder.resolve(Journal.FILE))) {
      var marks = new ArrayList<Checkpoint>();
      var walk = walk(journal, before, key, marks);
      var now = published(folder);
      long unpublished = marks.stream().filter(mark -> mark.size() > now.size()).count();
      if (unpublished > 1) {
        throw new LogRefused(
            Reason.ALTERED,
            now.size(),
            "the published checkpoint is older than the journal: put back, or the power was cut"
                + " and no writer has opened the log since");
      }
      for (var mark : marks) {
        if (mark.size() <= now.size()) {
          checkpoints.add(mark, "a checkpoint in the journal");
        }
      }
      return tiles(folder, key, now, kept, checkpoints, beside(journal, walk));
    }
  }

  private static Walk walk(
      ReadOnlyFile journal, Checkpoint published, VerifierKey key, List<Checkpoint> marks)
      throws IOException {
    var walk = Walk.over(journal, published.origin(), -1, marks::add);
    if (walk.old) {
      throw new IOException("a log of the form before tiles: open it once to carry it over");
    }
    if (walk.stop instanceof Walk.Wrong wrong) {
      throw new LogRefused(Reason.ALTERED, wrong.entry(), wrong.why());
    }
    boolean torn = walk.stop instanceof Walk.Torn;
    String why = walk.stop instanceof Walk.Torn cut ? cut.why() : "the journal ends before it";
    if (walk.size() < published.size()) {
      long entry = Math.min(walk.read, published.size() - 1);
      throw new LogRefused(Reason.MISSING, entry, why + "; the published checkpoint promises more");
    }
    if (torn
        && walk.stop instanceof Walk.Torn cut
        && Scan.checkpointsBehind(journal, cut.place() + 1, key, 2)) {
      throw new LogRefused(Reason.ALTERED, walk.read, why);
    }
    return walk;
  }

  /** Each entry of the journal must be the one in the tiles. */
  private static TileCheck.Beside beside(ReadOnlyFile journal, Walk walk) {
    var scan = new Scan(journal, walk.start);
    return (index, hash) -> {
      if (index < walk.base || index >= walk.size()) {
        return;
      }
      var found = scan.next();
      while (found instanceof Scan.Mark) {
        found = scan.next();
      }
      if (!(found instanceof Scan.Entry entry)
          || entry.index() != index
          || !Arrays.equals(Hashes.leaf(Leaf.of(entry.payload())), hash)) {
        throw new LogRefused(
            Reason.ALTERED, index, "entry " + index + " differs between tiles and journal");
      }
    };
  }

  private static Verdict tiles(
      Path folder,
      VerifierKey key,
      Checkpoint published,
      List<Checkpoint> kept,
      Checkpoints checkpoints,
      TileCheck.Beside beside)
      throws IOException {
    var keys = new KeyChain(key, published.origin());
    checkpoints.add(published, "the published checkpoint");
    for (var each : kept) {
      if (!each.origin().equals(published.origin())) {
        throw new LogRefused(Reason.OTHER_ORIGIN, 0, "a kept checkpoint is of another log");
      }
      checkpoints.addKept(each);
    }
    var check = new TileCheck(folder, published.size(), keys, checkpoints);
    long away = check.run(beside);
    if (checkpoints.largest() > published.size()) {
      throw new LogRefused(
          Reason.MISSING,
          published.size(),
          "the log ends before entry "
              + published.size()
              + "; a kept checkpoint of size "
              + checkpoints.largest()
              + " promises more");
    }
    checkpoints.signed(keys);
    return new Whole(published.origin(), published.size(), published.rootText(), away);
  }
}
