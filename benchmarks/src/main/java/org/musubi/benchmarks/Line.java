package org.musubi.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * One kept TLS connection of a load client: sends prepared requests, counts the bytes of the
 * answers, keeps the last answer's first bytes.
 */
final class Line implements AutoCloseable {
  private final SSLContext context;
  private final int port;
  private SSLSocket socket;
  private InputStream in;
  private final byte[] skip = new byte[1 << 16];
  private final byte[] kept = new byte[8192];
  private int keptLength;

  Line(SSLContext context, int port) throws IOException {
    this.context = context;
    this.port = port;
    socket = connect();
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
  }

  private SSLSocket connect() throws IOException {
    var plain = new Socket(InetAddress.getLoopbackAddress(), port);
    plain.setTcpNoDelay(true);
    plain.setSoTimeout(120_000);
    var fresh = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", port, true);
    fresh.setEnabledProtocols(new String[] {"TLSv1.3"});
    return fresh;
  }

  /** A POST as bytes, for {@link #exchange}. */
  static byte[] post(String path, String contentType, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    byte[] head =
        ("POST "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                + contentType
                + "\r\nContent-Length: "
                + content.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[head.length + content.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(content, 0, all, head.length, content.length);
    return all;
  }

  /** Sends and reads the whole answer; returns its length in bytes; fails unless it is HTTP 200. */
  long exchange(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    String status = Stub.line(in);
    long length = -1;
    boolean chunked = false;
    boolean last = false;
    for (String line = Stub.line(in); !line.isEmpty(); line = Stub.line(in)) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.contains("chunked");
      } else if (lower.startsWith("connection:")) {
        last = lower.contains("close");
      }
    }
    keptLength = 0;
    long read = 0;
    if (chunked) {
      while (true) {
        int size = Integer.parseInt(Stub.line(in).split(";", -1)[0].strip(), 16);
        read += drain(size);
        Stub.line(in);
        if (size == 0) {
          break;
        }
      }
    } else {
      read = drain(length);
    }
    if (last) {
      socket.close();
      socket = connect();
      in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }
    if (!status.contains(" 200")) {
      throw new IOException(status + ": " + text());
    }
    return read;
  }

  /** The first bytes of the last answer. */
  String text() {
    return new String(kept, 0, keptLength, StandardCharsets.UTF_8);
  }

  private long drain(long length) throws IOException {
    for (long left = length; left > 0; ) {
      int n = in.read(skip, 0, (int) Math.min(left, skip.length));
      if (n < 0) {
        throw new EOFException("the answer ended " + left + " bytes early");
      }
      int keep = Math.min(n, kept.length - keptLength);
      System.arraycopy(skip, 0, kept, keptLength, keep);
      keptLength += keep;
      left -= n;
    }
    return length;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
