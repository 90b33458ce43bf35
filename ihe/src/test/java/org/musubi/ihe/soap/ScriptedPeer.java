package org.musubi.ihe.soap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.tls.TlsMaterial;

/** A peer on a real socket that does what a test says, well-behaved or not. */
final class ScriptedPeer implements AutoCloseable {
  /** What it does with a connection; the number counts connections from 1. */
  interface Script {
    void play(ScriptedPeer peer, Socket socket, int number) throws Exception;
  }

  final CopyOnWriteArrayList<String> requests = new CopyOnWriteArrayList<>();
  final AtomicInteger connections = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ServerSocket server;
  private final String address;

  /** With TLS when material is given, in the clear when not. */
  ScriptedPeer(@Nullable TlsMaterial material, String address, Script script) throws Exception {
    this.address = address;
    var at = InetAddress.getByName(address);
    if (material == null) {
      server = new ServerSocket(0, 50, at);
    } else {
      var factory = material.context().getServerSocketFactory();
      var secure = (javax.net.ssl.SSLServerSocket) factory.createServerSocket(0, 50, at);
      secure.setNeedClientAuth(true);
      server = secure;
    }
    Thread.ofVirtual().start(() -> accept(script));
  }

  ScriptedPeer(@Nullable TlsMaterial material, Script script) throws Exception {
    this(material, "127.0.0.1", script);
  }

  URI uri() {
    return URI.create("https://" + address + ":" + server.getLocalPort() + "/xca");
  }

  private void accept(Script script) {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        open.add(socket);
        int number = connections.incrementAndGet();
        Thread.ofVirtual()
            .start(() -> {
              try (socket) {
                script.play(this, socket, number);
              } catch (Exception ended) {
                // the client, or the test, hung up
              }
            });
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** Reads one request whole: head and body as text. */
  String request(Socket socket) throws IOException {
    var in = socket.getInputStream();
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.write(next);
    }
    var text = head.toString(StandardCharsets.ISO_8859_1);
    var length = text.replaceAll("(?is).*\r\nContent-Length: *(\\d+).*", "$1");
    var whole = text + new String(body(in, Integer.parseInt(length)), StandardCharsets.UTF_8);
    requests.add(whole);
    return whole;
  }

  private static byte[] body(InputStream in, int length) throws IOException {
    return in.readNBytes(length);
  }

  static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  static String response(int status, String type, String body) {
    return "HTTP/1.1 "
        + status
        + " X\r\nContent-Type: "
        + type
        + "\r\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length
        + "\r\n\r\n"
        + body;
  }

  /** Ends all connections, as a crash would. */
  void hangUp() {
    open.forEach(socket -> {
      try {
        socket.close();
      } catch (IOException ignored) {
        // already gone
      }
    });
  }

  @Override
  public void close() throws IOException {
    server.close();
    hangUp();
  }
}
