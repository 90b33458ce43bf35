package org.musubi.ihe.documents;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.musubi.ihe.xml.Limits;

/**
 * Run in a JVM with a small heap: reads and writes synthetic messages of the sizes of the issue.
 */
public final class LargeDocuments {
  private static final byte[] BLOCK = new byte[48 * 1024];
  private static final byte[] BASE64;

  static {
    new Random(1).nextBytes(BLOCK);
    BASE64 = Base64.getEncoder().encode(BLOCK);
  }

  private LargeDocuments() {}

  /** Arguments: folder, then how many at once, "xop" or "inline", documents, megabytes of each. */
  public static void main(String[] arguments) throws Exception {
    int atOnce = Integer.parseInt(arguments[1]);
    boolean inline = arguments[2].equals("inline");
    int documents = Integer.parseInt(arguments[3]);
    int blocks = (int) (Long.parseLong(arguments[4]) * 1_000_000 / BLOCK.length) + 1;
    var expected = hash(blocks);
    try (var spool = Spool.open(Path.of(arguments[0]), 4_000_000_000L);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Callable<Void>>();
      for (int i = 0; i < atOnce; i++) {
        tasks.add(() -> bothWays(spool, inline, documents, blocks, expected));
      }
      for (var done : threads.invokeAll(tasks)) {
        done.get();
      }
      require(spool.usedBytes() == 0, "the spool is empty again");
    }
    System.out.println("whole");
  }

  private static Void bothWays(
      Spool spool, boolean inline, int documents, int blocks, String expected) throws Exception {
    var type = inline ? Messages.PLAIN : Messages.RELATED;
    var in = inline ? inline(documents, blocks) : xop(documents, blocks);
    try (var message = Messages.read(type, in, spool, Limits.forDocuments())) {
      require(message.documents().size() == documents, "all documents");
      for (var document : message.documents()) {
        require(document.sha256().equals(expected), "the hash");
        require(document.size() == (long) blocks * BLOCK.length, "the size");
      }
      var writer = DocumentWriter.of(message);
      var count = new long[1];
      writer.writeTo(
          new OutputStream() {
            @Override
            public void write(int value) {
              count[0]++;
            }

            @Override
            public void write(byte[] from, int offset, int length) {
              count[0] += length;
            }
          });
      require(count[0] == writer.contentLength(), "every byte written");
    }
    return null;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException(what);
    }
  }

  private static String hash(int blocks) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < blocks; i++) {
      digest.update(BLOCK);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static InputStream inline(int documents, int blocks) {
    var pieces = Messages.envelope(Collections.nCopies(documents, "@").toArray(String[]::new));
    var streams = new ArrayList<InputStream>();
    for (var piece : pieces.split("@")) {
      if (!streams.isEmpty()) {
        streams.add(repeated(BASE64, blocks));
      }
      streams.add(new ByteArrayInputStream(Messages.ascii(piece)));
    }
    return joined(streams);
  }

  private static InputStream xop(int documents, int blocks) {
    var streams = new ArrayList<InputStream>();
    var includes = new String[documents];
    for (int i = 0; i < documents; i++) {
      includes[i] = Messages.include("d" + i);
    }
    streams.add(text(Messages.root(Messages.envelope(includes))));
    for (int i = 0; i < documents; i++) {
      streams.add(text("--b\r\nContent-ID: <d" + i + ">\r\n\r\n"));
      streams.add(repeated(BLOCK, blocks));
      streams.add(text("\r\n"));
    }
    streams.add(text(Messages.END));
    return joined(streams);
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(Messages.ascii(text));
  }

  private static InputStream joined(List<InputStream> streams) {
    return new SequenceInputStream(Collections.enumeration(streams));
  }

  private static InputStream repeated(byte[] block, int times) {
    return new InputStream() {
      private long at;

      @Override
      public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] to, int from, int length) {
        if (at == (long) block.length * times) {
          return -1;
        }
        int within = (int) (at % block.length);
        int count = Math.min(length, block.length - within);
        System.arraycopy(block, within, to, from, count);
        at += count;
        return count;
      }
    };
  }
}
