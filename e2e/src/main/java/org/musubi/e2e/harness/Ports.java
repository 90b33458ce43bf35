package org.musubi.e2e.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The TCP ports of a deployment, all on 127.0.0.1.
 *
 * @param pages the platform's pages
 * @param ihe the platform's IHE transactions
 * @param syslog the platform's door for audit messages by syslog
 * @param east region east
 * @param west region west
 * @param shared the shared 医療情報連携サービス
 */
public record Ports(int pages, int ihe, int syslog, int east, int west, int shared) {
  /** Where the pages lie when nobody says otherwise. */
  public static final int DEFAULT_BASE = 8443;

  /** Pages at the base, IHE one above, syslog two, the communities eight to ten above. */
  public static Ports from(int base) {
    if (base < 1024 || base > 65_000) {
      throw new Trouble(
          "--port-base must lie between 1024 and 65000.",
          "--port-base は 1024 から 65000 の間で指定してください。");
    }
    return new Ports(base, base + 1, base + 2, base + 8, base + 9, base + 10);
  }

  /** Six ports that nobody holds at this moment. */
  public static Ports free() {
    var held = new ArrayList<ServerSocket>();
    try {
      for (int i = 0; i < 6; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      var port = held.stream().mapToInt(ServerSocket::getLocalPort).toArray();
      return new Ports(port[0], port[1], port[2], port[3], port[4], port[5]);
    } catch (IOException e) {
      throw new Trouble("No free TCP port is left.", "空いている TCP ポートがありません。", e);
    } finally {
      held.forEach(Ports::close);
    }
  }

  /** The port of a community. */
  public int of(Community community) {
    return switch (community.name()) {
      case "east" -> east;
      case "west" -> west;
      default -> shared;
    };
  }

  /**
   * Checks that all can be had.
   *
   * @throws Trouble naming those that are taken
   */
  public void demandFree() {
    List<Integer> taken =
        IntStream.of(pages, ihe, syslog, east, west, shared)
            .filter(Ports::isTaken)
            .boxed()
            .toList();
    if (!taken.isEmpty()) {
      var others =
          taken.stream()
              .flatMap(port -> Leftovers.listeningOn(port).stream())
              .map(ProcessHandle::pid)
              .distinct()
              .toList();
      throw new Trouble(
          "Taken by another program: port "
              + taken
              + ". "
              + (others.isEmpty() ? "" : "Another Musubi runs (process " + others + "). ")
              + "End that program, or choose others with --port-base N.",
          "ポート "
              + taken
              + " は別のプログラムが使用しています。"
              + (others.isEmpty() ? "" : "別の Musubi が起動中です（プロセス " + others + "）。")
              + "終了するか --port-base N で変更してください。");
    }
  }

  private static boolean isTaken(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
