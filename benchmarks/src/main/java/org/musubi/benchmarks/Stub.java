package org.musubi.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import javax.net.ssl.SSLServerSocket;
import org.musubi.e2e.wire.Identity;

/**
 * A process of responders that answer with prepared bytes, each with a TLS identity, a
 * homeCommunityId and a behaviour of its own. Arguments: the folder of credentials, then {@code
 * name=port=home} for each. The baseline is a call to a responder itself, so that whatever the stub
 * costs stands on both sides.
 */
final class Stub {
  private final Answers answers;
  private final Behaviour behaviour;

  private Stub(Answers answers, Behaviour behaviour) {
    this.answers = answers;
    this.behaviour = behaviour;
  }

  public static void main(String[] arguments) throws IOException {
    Path credentials = Path.of(arguments[0]);
    for (int i = 1; i < arguments.length; i++) {
      var parts = arguments[i].split("=", -1);
      var stub = new Stub(new Answers(parts[2]), Behaviour.of(parts[0]));
      stub.listen(Identity.load(credentials.resolve(parts[0])), Integer.parseInt(parts[1]));
    }
    System.out.println("stub: ready");
  }

  private void listen(Identity identity, int port) throws IOException {
    var server =
        (SSLServerSocket)
            ServerSide.of(identity)
                .getServerSocketFactory()
                .createServerSocket(port, 512, InetAddress.getLoopbackAddress());
    server.setNeedClientAuth(true);
    server.setEnabledProtocols(new String[] {"TLSv1.3"});
    Thread.ofPlatform()
        .name("accept-" + port)
        .start(() -> {
          while (true) {
            try {
              var socket = server.accept();
              Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
              return;
            }
          }
        });
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      var out = socket.getOutputStream();
      while (true) {
        String path = request(in);
        if (!answer(path, socket, out)) {
          return;
        }
      }
    } catch (IOException | InterruptedException e) {
      // The caller went away.
    }
  }

  private final ThreadLocal<byte[]> body = new ThreadLocal<>();

  private String request(InputStream in) throws IOException {
    String first = line(in);
    long length = 0;
    boolean chunked = false;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.contains("chunked");
      }
    }
    body.set(chunked ? chunks(in) : in.readNBytes((int) length));
    return first.split(" ", -1)[1];
  }

  private boolean answer(String path, Socket socket, OutputStream out)
      throws IOException, InterruptedException {
    switch (behaviour) {
      case SLOW -> Thread.sleep(800);
      case HANG -> Thread.sleep(120_000);
      case RESET -> {
        socket.setSoLinger(true, 0);
        return false;
      }
      case GARBAGE -> {
        send(out, "application/soap+xml", "{not: xml".getBytes(StandardCharsets.US_ASCII));
        return true;
      }
      case HUGE -> {
        huge(out);
        return false;
      }
      case GOOD -> {}
    }
    String request = new String(body.get(), StandardCharsets.UTF_8);
    switch (path) {
      case "/iti55" -> send(out, Answers.SOAP, answers.discovery(request));
      case "/iti38" -> send(out, Answers.SOAP, answers.query(request));
      case "/iti39" -> answers.retrieve(request, out);
      default -> throw new EOFException();
    }
    return true;
  }

  private static void huge(OutputStream out) throws IOException {
    out.write(
        "HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\nContent-Length: 1073741824\r\n\r\n<a>"
            .getBytes(StandardCharsets.US_ASCII));
    var block = new byte[1 << 16];
    java.util.Arrays.fill(block, (byte) 'x');
    for (int i = 0; i < 16 * 1024; i++) {
      out.write(block);
    }
  }

  static void send(OutputStream out, String type, byte[] body) throws IOException {
    byte[] head =
        ("HTTP/1.1 200 OK\r\nContent-Type: "
                + type
                + "\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    out.write(all);
    out.flush();
  }

  private static byte[] chunks(InputStream in) throws IOException {
    var all = new java.io.ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line(in).split(";", -1)[0].strip(), 16);
      all.write(in.readNBytes(size));
      line(in);
      if (size == 0) {
        return all.toByteArray();
      }
    }
  }

  static String line(InputStream in) throws IOException {
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
