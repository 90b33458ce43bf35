package org.musubi.tlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.musubi.tlog.LogRefused.Reason;

/** The checkpoints that a log's tree must fit, held against it while it grows. */
final class Checkpoints {
  private record Wanted(Checkpoint checkpoint, String whose) {}

  private final TreeMap<Long, List<Wanted>> wanted = new TreeMap<>();
  private long good;

  void add(Checkpoint checkpoint, String whose) {
    wanted
        .computeIfAbsent(checkpoint.size(), size -> new ArrayList<>())
        .add(new Wanted(checkpoint, whose));
  }

  /** The tree has this size now. */
  void at(Frontier tree) throws LogRefused {
    var here = wanted.get(tree.size());
    if (here == null) {
      return;
    }
    byte[] root = tree.root();
    for (var each : here) {
      if (!Arrays.equals(root, each.checkpoint.root())) {
        throw new LogRefused(
            Reason.ALTERED,
            good,
            each.whose
                + " of size "
                + tree.size()
                + " was signed over another tree: changed or forked between entry "
                + good
                + " and entry "
                + (tree.size() - 1));
      }
    }
    good = tree.size();
  }

  /** Every one must be signed by the key that counts at its size. */
  void signed(KeyChain keys) throws LogRefused {
    long before = 0;
    for (Map.Entry<Long, List<Wanted>> entry : wanted.entrySet()) {
      for (var each : entry.getValue()) {
        if (!keys.signed(each.checkpoint)) {
          throw new LogRefused(
              Reason.OTHER_KEY,
              before,
              each.whose + " of size " + entry.getKey() + " is not signed by the log's key");
        }
      }
      before = entry.getKey();
    }
  }

  /** The largest size that is wanted. */
  long largest() {
    return wanted.isEmpty() ? 0 : wanted.lastKey();
  }
}
