package org.musubi.tlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a log as it was before there were tiles: one batch behind the empty checkpoint. */
final class OldForm {
  private OldForm() {}

  static void write(Path folder, List<String> entries) throws IOException {
    var tree = new Frontier();
    var buffer = ByteBuffer.allocate(1 << 20).put(Frame.preamble(1, Logs.ORIGIN));
    var empty = Checkpoint.sign(Logs.ORIGIN, 0, tree.root(), Logs.SIGNER);
    Frame.put(buffer, Frame.CHECKPOINT, 0, Texts.bytes(empty.note()));
    for (var entry : entries) {
      Frame.put(buffer, Frame.ENTRY, tree.size(), Texts.bytes(entry));
      tree.add(Texts.bytes(entry));
    }
    var last = Checkpoint.sign(Logs.ORIGIN, tree.size(), tree.root(), Logs.SIGNER);
    Frame.put(buffer, Frame.CHECKPOINT, tree.size(), Texts.bytes(last.note()));
    byte[] bytes = new byte[buffer.position()];
    buffer.flip().get(bytes);
    Files.createDirectories(folder);
    Files.write(folder.resolve("entries"), bytes);
    Files.writeString(folder.resolve("checkpoint"), last.note());
  }
}
