package org.musubi.facility.web;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;
import org.springframework.boot.web.server.PortInUseException;

/**
 * Tries a port before the server does, so that a start fails with one clear line instead of the
 * server's stack traces.
 */
final class Listening {
  private static final int LOWEST_FREE = 1024;

  private Listening() {}

  /**
   * Does nothing when the port can be listened on.
   *
   * @throws PortInUseException when another program has it
   * @throws CannotListen when it cannot be had for another reason
   */
  static void probe(InetAddress address, int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      throw refused(address, port, e);
    }
  }

  static RuntimeException refused(InetAddress address, int port, IOException e) {
    String said = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (said.contains("permission") || (port > 0 && port < LOWEST_FREE && !said.contains("use"))) {
      return new CannotListen(
          "Port " + port + " may not be opened by this user; ports below 1024 need a permission.",
          "ポート " + port + " を開く権限がありません。1024 未満のポートには権限が必要です。",
          e);
    }
    if (said.contains("assign")) {
      return new CannotListen(
          address.getHostAddress() + " is no address of this machine; see musubi.bind.",
          address.getHostAddress() + " はこのマシンのアドレスではありません。musubi.bind を確認してください。",
          e);
    }
    return e instanceof BindException
        ? new PortInUseException(port, e)
        : new CannotListen("Port " + port + " cannot be opened.", "ポート " + port + " を開けません。", e);
  }
}
