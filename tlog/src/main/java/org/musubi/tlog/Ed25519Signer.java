package org.musubi.tlog;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs with an Ed25519 key in memory. */
public final class Ed25519Signer implements Signer {
  private final PrivateKey key;
  private final VerifierKey verifier;

  /**
   * A signer.
   *
   * @param name the key's name; for a log, its origin
   * @param pair an Ed25519 pair
   */
  public Ed25519Signer(String name, KeyPair pair) {
    this.key = pair.getPrivate();
    this.verifier = VerifierKey.of(name, pair.getPublic());
  }

  @Override
  public VerifierKey verifier() {
    return verifier;
  }

  @Override
  public byte[] sign(byte[] text) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the checkpoint key does not sign", e);
    }
  }
}
