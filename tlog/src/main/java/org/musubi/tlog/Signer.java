package org.musubi.tlog;

/** Holds the key that signs checkpoints. May be called by one thread at a time. */
public interface Signer {
  /** The public half, by which anyone checks. */
  VerifierKey verifier();

  /** Signs the text of a note (without its signature lines). */
  byte[] sign(byte[] text);
}
