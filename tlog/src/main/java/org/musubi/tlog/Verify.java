package org.musubi.tlog;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * The stand-alone verifier: {@code Verify FOLDER [KEY [KEPT...]]}. KEY is a verifier key or a file
 * with one; without it the key in the folder is used, and the answer says so, for a forger would
 * have changed that too. KEPT are files with older checkpoints. Exit code 0: whole; 1: not, naming
 * the first bad entry; 2: the question could not be answered.
 */
public final class Verify {
  private Verify() {}

  /** Runs and exits. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.out, System.err));
  }

  static int run(String[] arguments, PrintStream out, PrintStream err) {
    if (arguments.length < 1) {
      err.println("usage: Verify FOLDER [KEY or file with KEY [files with older checkpoints]]");
      return 2;
    }
    try {
      var folder = Path.of(arguments[0]);
      if (!Files.exists(folder.resolve("checkpoint")) && !Files.exists(folder.resolve("tile"))) {
        err.println("no log in " + folder.toAbsolutePath().normalize());
        err.println(folder.toAbsolutePath().normalize() + " に証跡ログがありません。");
        return 2;
      }
      boolean own = arguments.length < 2;
      var key = key(own ? folder.resolve("key.pub").toString() : arguments[1]);
      var kept = new ArrayList<Checkpoint>();
      for (int i = 2; i < arguments.length; i++) {
        kept.add(Checkpoint.read(Files.readString(Path.of(arguments[i]))));
      }
      if (Archive.is(folder)) {
        return archive(folder, key, own, kept, out, err);
      }
      return answer(TlogVerifier.verifyAgainst(folder, key, kept), key, own, out);
    } catch (IOException | IllegalArgumentException e) {
      err.println("cannot verify: " + e.getMessage());
      return 2;
    }
  }

  /** An archive is a part of a log, and says so; a log that calls itself one is not whole. */
  private static int archive(
      Path folder,
      VerifierKey key,
      boolean own,
      ArrayList<Checkpoint> kept,
      PrintStream out,
      PrintStream err)
      throws IOException {
    for (var file : new String[] {Journal.FILE, "epoch", "lock"}) {
      if (Files.exists(folder.resolve(file))) {
        out.println(
            "NOT whole: first bad entry 0: a log with a writer's files calls itself an archive");
        return 1;
      }
    }
    var verdict = Archive.verify(folder, key);
    if (!(verdict instanceof TlogVerifier.Whole whole)) {
      return answer(verdict, key, own, out);
    }
    var checkpoint = Checkpoint.read(Files.readString(folder.resolve("checkpoint")));
    for (var older : kept) {
      if (older.size() != checkpoint.size()) {
        err.println("an archive is held against a kept checkpoint of its own size only");
        return 2;
      }
      if (!older.sameTree(checkpoint)) {
        out.println("NOT whole: first bad entry 0: the archive is not of the tree that was kept");
        return 1;
      }
    }
    var range = Archive.range(folder);
    out.println(
        "archive, whole: entries "
            + range.from()
            + " to "
            + (range.until() - 1)
            + " of "
            + checkpoint.size()
            + " root "
            + whole.root()
            + " key "
            + key
            + (own ? " (this key lies in the archive's own folder)" : ""));
    return 0;
  }

  private static int answer(
      TlogVerifier.Verdict verdict, VerifierKey key, boolean own, PrintStream out) {
    return switch (verdict) {
      case TlogVerifier.Whole whole -> {
        String away =
            whole.sealedAway() == 0 ? "" : ", " + whole.sealedAway() + " of them sealed away";
        String whose = own ? " (this key lies in the log's own folder)" : "";
        out.println(
            "whole: size " + whole.size() + away + " root " + whole.root() + " key " + key + whose);
        yield 0;
      }
      case TlogVerifier.Bad bad -> {
        out.println("NOT whole: first bad entry " + bad.entry() + ": " + bad.reason());
        yield 1;
      }
    };
  }

  private static VerifierKey key(String given) throws IOException {
    var file = Path.of(given);
    return VerifierKey.parse(Files.isRegularFile(file) ? Files.readString(file) : given);
  }
}
