package org.musubi.services.records.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The form of a document at rest: an 8-byte mark, then frames of 64 KiB plain text, each
 * AES-256-GCM with its own 16-byte tag. The nonce is the frame's number and whether it is the last
 * one, so that frames can neither be swapped nor cut off; any range can be read by reading its
 * frames.
 */
final class Frames {
  static final byte[] MARK = "MSBDOC1\n".getBytes(StandardCharsets.US_ASCII);
  static final int PLAIN = 64 * 1024;
  static final int TAG = 16;
  static final int SEALED = PLAIN + TAG;

  private final SecretKey key;
  private final Cipher cipher;

  Frames(SecretKey key) {
    this.key = key;
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is missing", e);
    }
  }

  int seal(long number, boolean last, byte[] plain, int length, byte[] into) {
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, nonce(number, last));
      return cipher.doFinal(plain, 0, length, into, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a frame could not be sealed", e);
    }
  }

  /**
   * @throws Corrupt when the frame is not what was written at this place
   */
  int open(long number, boolean last, byte[] sealed, int length, byte[] into) throws Corrupt {
    if (length < TAG) {
      throw new Corrupt("a frame is cut off");
    }
    try {
      cipher.init(Cipher.DECRYPT_MODE, key, nonce(number, last));
      return cipher.doFinal(sealed, 0, length, into, 0);
    } catch (GeneralSecurityException e) {
      throw new Corrupt("a frame is not what was written");
    }
  }

  /**
   * Bytes of the file that holds a document of this size. An empty document has one empty frame.
   */
  static long fileSize(long size) {
    return MARK.length + size + TAG * count(size);
  }

  static long count(long size) {
    return Math.max(1, (size + PLAIN - 1) / PLAIN);
  }

  private static GCMParameterSpec nonce(long number, boolean last) {
    var nonce = ByteBuffer.allocate(12).putInt(last ? 1 : 0).putLong(number).array();
    return new GCMParameterSpec(8 * TAG, nonce);
  }

  /** What lies on the disk is not what was stored. */
  static final class Corrupt extends IOException {
    private static final long serialVersionUID = 1L;

    Corrupt(String message) {
      super(message);
    }
  }
}
