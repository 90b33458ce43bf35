package org.musubi.tlog;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.musubi.tlog.LogRefused.Reason;

/**
 * A batch, thought through before the disk is touched.
 *
 * @param leaves what stands in the tree for each payload
 * @param payloads those that do not fit a bundle, by entry
 * @param tree the tree with them
 * @param checkpoint signed over it
 * @param frames what the journal gets
 * @param bundle where in the frames the first entry of the last bundle begins; -1 when it began
 *     before
 */
record Growth(
    List<byte[]> leaves,
    Map<Long, byte[]> payloads,
    Frontier tree,
    Checkpoint checkpoint,
    byte[] frames,
    int bundle) {

  static Growth of(List<byte[]> batch, Frontier before, String origin, List<Signer> signers)
      throws LogRefused {
    var tree = before.copy();
    var leaves = new ArrayList<byte[]>(batch.size());
    var payloads = new HashMap<Long, byte[]>();
    int bytes = 0;
    for (byte[] payload : batch) {
      if (payload.length > Frame.LONGEST) {
        throw new LogRefused(Reason.TOO_LONG, "an entry has at most " + Frame.LONGEST + " bytes");
      }
      byte[] leaf = Leaf.of(payload);
      if (leaf != payload) {
        payloads.put(tree.size(), payload);
      }
      bytes = Math.addExact(bytes, Frame.length(payload));
      leaves.add(leaf);
      tree.add(leaf);
    }
    var checkpoint = Checkpoint.sign(origin, tree.size(), tree.root(), signers);
    byte[] note = Texts.bytes(checkpoint.note());
    var buffer = ByteBuffer.allocate(Math.addExact(bytes, Frame.length(note)));
    int bundle = -1;
    long index = before.size();
    for (byte[] payload : batch) {
      if (index % TilePath.WIDTH == 0) {
        bundle = buffer.position();
      }
      Frame.put(buffer, Frame.ENTRY, index++, payload);
    }
    Frame.put(buffer, Frame.CHECKPOINT, tree.size(), note);
    return new Growth(leaves, payloads, tree, checkpoint, buffer.array(), bundle);
  }
}
