package org.musubi.tlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** A checkpoint and the witnesses that stand by it (C2SP tlog-cosignature). */
public final class Cosigned {
  private static final String FILE = "checkpoint.cosigned";

  private Cosigned() {}

  /** How many of the witnesses cosigned a checkpoint; a quorum is the caller's to choose. */
  public static int count(Checkpoint checkpoint, List<VerifierKey> witnesses) {
    var note = Note.read(checkpoint.note());
    var names = new HashSet<String>();
    for (var witness : witnesses) {
      if (witness.isWitness() && note.signedBy(witness)) {
        names.add(witness.toString());
      }
    }
    return names.size();
  }

  /**
   * The checkpoint with those lines that one of the witnesses signed; itself when there is none.
   */
  static Checkpoint add(Checkpoint checkpoint, String lines, List<VerifierKey> witnesses) {
    var note = Note.read(checkpoint.note());
    var fresh = new ArrayList<String>();
    var answered = Note.read(note.text() + "\n" + lines);
    for (var line : answered.signatures()) {
      boolean known =
          witnesses.stream().anyMatch(key -> key.isWitness() && answered.signs(key, line));
      if (known && !note.signatures().contains(line) && !fresh.contains(line)) {
        fresh.add(line);
      }
    }
    if (fresh.isEmpty()) {
      return checkpoint;
    }
    for (var line : fresh) {
      note = note.with(line);
    }
    return new Checkpoint(
        checkpoint.origin(), checkpoint.size(), checkpoint.root(), note.toString());
  }

  /** Keeps the largest that was cosigned. */
  static void keep(Disk disk, Path folder, Checkpoint cosigned) throws IOException {
    byte[] there = Bytes.of(folder.resolve(FILE));
    if (there == null || Checkpoint.read(Texts.of(there)).size() <= cosigned.size()) {
      Disk.replace(disk, folder, FILE, Texts.bytes(cosigned.note()));
    }
  }
}
