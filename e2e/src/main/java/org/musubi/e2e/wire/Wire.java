package org.musubi.e2e.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One address that is called over TLS, a connection for each call. HTTP/1.1 by hand. */
public final class Wire {
  private static final String HOST = "localhost";

  private final int port;
  private final SSLContext context;
  private final Duration patience;
  private final String more;

  /** An address on this machine. */
  public Wire(int port, Identity identity) {
    this(port, identity, Duration.ofSeconds(60));
  }

  /** The same with another limit on each read. */
  public Wire(int port, Identity identity, Duration patience) {
    this(port, identity.context(), patience, "");
  }

  private Wire(int port, SSLContext context, Duration patience, String more) {
    this.port = port;
    this.context = context;
    this.patience = patience;
    this.more = more;
  }

  /** The same address with one more header line on every request. */
  public Wire with(String name, String value) {
    return new Wire(port, context, patience, more + name + ": " + value + "\r\n");
  }

  public int port() {
    return port;
  }

  /** What is sent after the header, as it is made. */
  @FunctionalInterface
  public interface Body {
    /** Writes the whole body; an exception means that the other side hung up. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** POSTs the bytes and reads the whole answer. */
  public Reply post(String path, String contentType, byte[] body) throws IOException {
    return post(path, contentType, body.length, out -> out.write(body));
  }

  /** POSTs the text as UTF-8 and reads the whole answer. */
  public Reply post(String path, String contentType, String body) throws IOException {
    return post(path, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * POSTs a body of the stated length. When the other side answers and hangs up before the body is
   * whole, that answer is the result.
   */
  public Reply post(String path, String contentType, long length, Body body) throws IOException {
    return post(path, contentType, "Content-Length: " + length, body);
  }

  /** The same with a body of unknown length: each write is a chunk. */
  public Reply postChunked(String path, String contentType, Body body) throws IOException {
    return post(
        path,
        contentType,
        "Transfer-Encoding: chunked",
        out -> {
          body.writeTo(new Chunks(out));
          out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        });
  }

  private Reply post(String path, String contentType, String framing, Body body)
      throws IOException {
    try (var socket = connect()) {
      var out = socket.getOutputStream();
      out.write(head("POST", path, "Content-Type: " + contentType + "\r\n" + framing + "\r\n"));
      IOException cut = null;
      try {
        body.writeTo(out);
        out.flush();
      } catch (IOException e) {
        cut = e;
      }
      try {
        return Reply.read(new BufferedInputStream(socket.getInputStream(), 65_536));
      } catch (IOException e) {
        if (cut != null) {
          e.addSuppressed(cut);
        }
        throw e;
      }
    }
  }

  /** GETs a resource. */
  public Reply get(String path) throws IOException {
    try (var socket = connect()) {
      socket.getOutputStream().write(head("GET", path, ""));
      return Reply.read(new BufferedInputStream(socket.getInputStream(), 65_536));
    }
  }

  /** Sends the request and hands out the connection, for clients that misbehave while reading. */
  public Socket open(String path, String contentType, byte[] body) throws IOException {
    var socket = connect();
    var out = socket.getOutputStream();
    out.write(
        head(
            "POST",
            path,
            "Content-Type: " + contentType + "\r\nContent-Length: " + body.length + "\r\n"));
    out.write(body);
    out.flush();
    return socket;
  }

  private SSLSocket connect() throws IOException {
    var plain = new Socket();
    plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
    plain.setSoTimeout((int) patience.toMillis());
    var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, HOST, port, true);
    var parameters = new SSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private byte[] head(String method, String path, String own) {
    return (method
            + " "
            + path
            + " HTTP/1.1\r\nHost: "
            + HOST
            + ":"
            + port
            + "\r\nConnection: close\r\nAccept: */*\r\n"
            + more
            + own
            + "\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
