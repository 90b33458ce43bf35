package org.musubi.tlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.musubi.tlog.LogRefused.Reason;

/** The checkpoints that a log's tree must fit, held against it while it grows. */
final class Checkpoints {
  private record Wanted(Checkpoint checkpoint, String whose, boolean kept) {}

  private final TreeMap<Long, List<Wanted>> wanted = new TreeMap<>();
  private long good;
  private long goodKept;

  /** One that lies in the log's own folder. */
  void add(Checkpoint checkpoint, String whose) {
    add(new Wanted(checkpoint, whose, false));
  }

  /** One that was kept elsewhere. What a forger signed since does not tell where a fork began. */
  void addKept(Checkpoint checkpoint) {
    add(new Wanted(checkpoint, "a kept checkpoint", true));
  }

  private void add(Wanted one) {
    wanted.computeIfAbsent(one.checkpoint.size(), size -> new ArrayList<>()).add(one);
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
        long from = each.kept ? goodKept : good;
        throw new LogRefused(
            Reason.ALTERED,
            from,
            each.whose
                + " of size "
                + tree.size()
                + " was signed over another tree: changed or forked between entry "
                + from
                + " and entry "
                + (tree.size() - 1));
      }
    }
    good = tree.size();
    if (here.stream().anyMatch(Wanted::kept)) {
      goodKept = tree.size();
    }
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
