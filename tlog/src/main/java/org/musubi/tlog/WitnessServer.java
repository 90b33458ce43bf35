package org.musubi.tlog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code POST /add-checkpoint} of C2SP tlog-witness over plain HTTP, for processes that have no web
 * server of their own. What it says is public and signed, so it needs no TLS; who may reach it is a
 * matter of the network.
 */
public final class WitnessServer implements Closeable {
  private static final int LONGEST = 64 << 10;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Witness witness;

  /**
   * Serves at once.
   *
   * @param address port 0 takes any free one
   */
  public WitnessServer(Witness witness, InetSocketAddress address) throws IOException {
    this.witness = witness;
    this.server = HttpServer.create(address, 0);
    server.createContext("/add-checkpoint", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("POST")) {
        send(exchange, 405, "text/plain", "POST only\n");
        return;
      }
      byte[] body = exchange.getRequestBody().readNBytes(LONGEST + 1);
      if (body.length > LONGEST) {
        send(exchange, 400, "text/plain", "too long\n");
        return;
      }
      try {
        switch (witness.addCheckpoint(Texts.of(body))) {
          case Witness.Cosigned cosigned -> send(exchange, 200, "text/plain", cosigned.line());
          case Witness.Conflict conflict ->
              send(exchange, 409, "text/x.tlog.size", conflict.size() + "\n");
          case Witness.Refused refused ->
              send(exchange, refused.status(), "text/plain", refused.reason() + "\n");
        }
      } catch (IOException e) {
        send(exchange, 503, "text/plain", "the witness cannot remember\n");
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = Texts.bytes(text);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
