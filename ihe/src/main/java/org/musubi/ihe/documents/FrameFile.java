package org.musubi.ihe.documents;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A file of AES-256-GCM frames of 64 kB under a key of its own that is never written. A frame's
 * nonce is its number, which is safe because every number is written once; its number and whether
 * it is the last are authenticated, so that frames cannot be exchanged, repeated or cut off.
 */
final class FrameFile implements AutoCloseable {
  static final int FRAME = 64 * 1024;
  private static final int TAG = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final FileChannel file;
  private final byte[] key = new byte[32];
  private final byte[] sealed = new byte[FRAME + TAG];
  private final Cipher cipher;
  private long frames;

  private FrameFile(FileChannel file) {
    this.file = file;
    RANDOM.nextBytes(key);
    this.cipher = newCipher();
  }

  static FrameFile create(Path folder, String suffix) throws IOException {
    var path = folder.resolve(UUID.randomUUID() + suffix);
    var file =
        FileChannel.open(
            path,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      // From here on only this process can reach the bytes, and they end with it.
      Files.delete(path);
    } catch (IOException failed) {
      file.close();
      throw failed;
    }
    return new FrameFile(file);
  }

  /** Appends a frame; all but the last are full. */
  void append(byte[] plain, int length, boolean last) throws IOException {
    int size = apply(cipher, Cipher.ENCRYPT_MODE, frames, last, plain, length, sealed);
    var bytes = ByteBuffer.wrap(sealed, 0, size);
    for (long at = frames * (FRAME + TAG); bytes.hasRemaining(); ) {
      at += file.write(bytes, at);
    }
    frames++;
  }

  /** A reader of its own: any number may read at once. */
  Frames frames(long size) {
    return new Frames(size);
  }

  /** Reads and proves frames one after the other. */
  final class Frames {
    private final Cipher decipher = newCipher();
    private final byte[] stored = new byte[FRAME + TAG];
    private final byte[] plain = new byte[FRAME];
    private final long size;

    private Frames(long size) {
      this.size = size;
    }

    /** The plain bytes of a frame, valid until the next call. */
    byte[] read(long frame) throws IOException {
      int length = (int) Math.min(FRAME, size - frame * FRAME);
      var bytes = ByteBuffer.wrap(stored, 0, length + TAG);
      long at = frame * (FRAME + TAG);
      while (bytes.hasRemaining()) {
        int count = file.read(bytes, at + bytes.position());
        if (count < 0) {
          throw new IOException("the spool file is too short");
        }
      }
      boolean last = (frame + 1) * FRAME >= size;
      apply(decipher, Cipher.DECRYPT_MODE, frame, last, stored, length + TAG, plain);
      return plain;
    }
  }

  private int apply(
      Cipher with, int mode, long frame, boolean last, byte[] from, int length, byte[] to)
      throws IOException {
    var nonce = ByteBuffer.allocate(12).putLong(4, frame).array();
    try {
      with.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * 8, nonce));
      with.updateAAD(ByteBuffer.allocate(9).putLong(frame).put((byte) (last ? 1 : 0)).array());
      return with.doFinal(from, 0, length, to, 0);
    } catch (GeneralSecurityException changed) {
      throw new IOException("a frame of the spool is not what was written", changed);
    }
  }

  private static Cipher newCipher() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has AES-GCM", impossible);
    }
  }

  @Override
  public void close() throws IOException {
    Arrays.fill(key, (byte) 0);
    file.close();
  }
}
