package org.musubi.audit;

import java.security.KeyPair;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.musubi.tlog.Signer;
import org.musubi.tlog.VerifierKey;

/**
 * Signs checkpoints by Bouncy Castle, whose Ed25519 was measured to need less than a tenth of the
 * JDK's time for the same signature; every single act waits for one.
 */
final class CheckpointSigner implements Signer {
  private final VerifierKey verifier;
  private final Ed25519PrivateKeyParameters key;

  CheckpointSigner(String name, KeyPair pair) {
    this.verifier = VerifierKey.of(name, pair.getPublic());
    byte[] encoded = pair.getPrivate().getEncoded();
    // RFC 8410: the PKCS#8 form of an Ed25519 key ends with its 32 bytes.
    this.key =
        new Ed25519PrivateKeyParameters(
            encoded, encoded.length - Ed25519PrivateKeyParameters.KEY_SIZE);
  }

  @Override
  public VerifierKey verifier() {
    return verifier;
  }

  @Override
  public byte[] sign(byte[] text) {
    var signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(text, 0, text.length);
    return signer.generateSignature();
  }
}
