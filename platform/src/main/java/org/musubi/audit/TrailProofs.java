package org.musubi.audit;

import java.util.Optional;

/** Proves of an entry that it stands on the trail, unchanged since a checkpoint was signed. */
public interface TrailProofs {
  /**
   * Against the newest checkpoint.
   *
   * @param receipt the proof that this look is recorded: the entry itself is handed out
   * @return empty when there is no such entry, or it has left the log into a sealed archive
   */
  Optional<TrailProof> of(long position, Receipt receipt);

  /**
   * What is closed in an entry, with the key that opens this entry alone.
   *
   * @param receipt the proof that it is recorded who is given it
   * @return empty when nothing is closed in it, its person's key is gone, or there is no such entry
   */
  Optional<TrailOpening> opening(long position, Receipt receipt);
}
