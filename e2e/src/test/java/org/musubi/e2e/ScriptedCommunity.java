package org.musubi.e2e;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.musubi.e2e.wire.Identity;

/**
 * A community that knows 結城 花子 and answers by {@link ScriptedText}; how it delivers is its
 * holdings' affair. It can be taken down and put up again.
 */
final class ScriptedCommunity {
  private final SSLContext context;
  private final Holdings holdings;
  private volatile boolean down;

  private ScriptedCommunity(SSLContext context, Holdings holdings) {
    this.context = context;
    this.holdings = holdings;
  }

  /** What it holds, and how it delivers that. */
  interface Holdings {
    List<? extends Scripted> all();

    /** Whether the connection can serve another request. */
    boolean deliver(String request, OutputStream out) throws IOException;
  }

  /** The documents that each spoil their delivery in a way of their own. */
  static ScriptedCommunity at(ServerSocket door, Identity identity) {
    return at(
        door,
        identity,
        new Holdings() {
          @Override
          public List<? extends Scripted> all() {
            return List.of(ScriptedDocument.values());
          }

          @Override
          public boolean deliver(String request, OutputStream out) throws IOException {
            return new ScriptedDelivery(request).to(out);
          }
        });
  }

  static ScriptedCommunity at(ServerSocket door, Identity identity, Holdings holdings) {
    var community = new ScriptedCommunity(identity.context(), holdings);
    Thread.ofPlatform().daemon().name("scripted-community").start(() -> community.listen(door));
    return community;
  }

  /** Hangs up on everybody until told otherwise. */
  void down(boolean now) {
    down = now;
  }

  private void listen(ServerSocket door) {
    while (true) {
      try {
        var plain = door.accept();
        // Not virtual ones: ten that deliver would leave none to greet the eleventh.
        Thread.ofPlatform().daemon().name("scripted-delivery").start(() -> serve(plain));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket plain) {
    try (plain;
        var socket =
            (SSLSocket) context.getSocketFactory().createSocket(plain, (InputStream) null, true)) {
      socket.setNeedClientAuth(true);
      var in = new BufferedInputStream(socket.getInputStream());
      while (!down) {
        String path = line(in).split(" ", -1)[1];
        String request = body(in);
        if (down || !answer(path, request, socket.getOutputStream())) {
          return;
        }
      }
    } catch (IOException e) {
      // The caller went away, or refused us: that is its right.
    }
  }

  /** Whether the connection can serve another request. */
  private boolean answer(String path, String request, OutputStream out) throws IOException {
    switch (path) {
      case "/iti55" -> send(out, ScriptedText.discovery(request));
      case "/iti38" -> send(out, ScriptedText.query(request, holdings.all()));
      case "/iti39" -> {
        return holdings.deliver(request, out);
      }
      default -> throw new EOFException();
    }
    return true;
  }

  private static void send(OutputStream out, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    out.write(
        ("HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml; charset=UTF-8\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
  }

  private static String body(InputStream in) throws IOException {
    int length = 0;
    boolean chunked = false;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
    }
    return new String(chunked ? chunks(in) : in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static byte[] chunks(InputStream in) throws IOException {
    var all = new java.io.ByteArrayOutputStream();
    for (int size = size(in); size > 0; size = size(in)) {
      all.write(in.readNBytes(size));
      line(in);
    }
    line(in);
    return all.toByteArray();
  }

  private static int size(InputStream in) throws IOException {
    return Integer.parseInt(line(in).split(";", -1)[0].strip(), 16);
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("closed");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
