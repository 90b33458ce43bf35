package org.musubi.audit;

import org.musubi.core.ActId;

/**
 * Proof in the caller's hand that an act is on the trail: durable and inside a signed checkpoint.
 * Only this room makes one; releasing code takes it as a parameter.
 */
public final class Receipt {
  private final ActId act;
  private final long position;
  private final long treeSize;

  Receipt(ActId act, long position, long treeSize) {
    this.act = act;
    this.position = position;
    this.treeSize = treeSize;
  }

  /** The recorded act. */
  public ActId act() {
    return act;
  }

  /** Its index in the log, from 0. */
  public long position() {
    return position;
  }

  /** The size of a checkpoint that includes it; always greater than {@link #position()}. */
  public long treeSize() {
    return treeSize;
  }

  /** Fails unless this is the receipt of {@code expected}: a receipt releases its own act only. */
  public void requireFor(ActId expected) {
    if (!act.equals(expected)) {
      throw new IllegalStateException("the receipt belongs to another act");
    }
  }

  @Override
  public String toString() {
    return "Receipt[" + act + " at " + position + "]";
  }
}
