package org.musubi.e2e.harness;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Where a deployment keeps what it keeps: one folder for each process, one for logs, and what the
 * platform's demo writes for its members.
 */
public record Layout(Path data) {
  /** Room that a process demands for a database of its own. */
  private static final long CLUSTER = 128L << 20;

  public Layout {
    data = data.toAbsolutePath().normalize();
  }

  /** The data directory of the platform. */
  public Path platform() {
    return data.resolve("platform");
  }

  /** The data directory of a community. */
  public Path community(String name) {
    return data.resolve(name);
  }

  /** The log of a process. */
  public Path log(String name) {
    return data.resolve("logs").resolve(name + ".log");
  }

  /** The certificates and keys of a member of the demo. */
  public Path credentials(String name) {
    return platform().resolve("demo/credentials").resolve(name);
  }

  /** The log-ins of the demo, as the platform wrote them. */
  public Path logins() {
    return platform().resolve("demo/logins.txt");
  }

  /**
   * Makes the folder and holds it for this process.
   *
   * @throws Trouble when another process holds it, or when it cannot be written
   */
  FileChannel hold() {
    try {
      Files.createDirectories(data.resolve("logs"));
      var channel =
          FileChannel.open(
              data.resolve("deployment.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel)) {
        return channel;
      }
      channel.close();
    } catch (IOException e) {
      throw new Trouble(
          "The data directory " + data + " cannot be written: no space, or no permission.",
          "データディレクトリ " + data + " に書き込めません。空き容量と書き込み権限を確認してください。",
          e);
    }
    throw new Trouble(
        "The data directory "
            + data
            + " is in use by another Musubi that is still running. End that one first, or use --data DIR.",
        "データディレクトリ " + data + " は、起動中の別の Musubi が使用しています。先に終了するか、--data で別の場所を指定してください。");
  }

  /**
   * Demands room for every database that is still to be made.
   *
   * @throws Trouble saying how much is free and how much is needed
   */
  void demandSpace(List<Node> nodes) {
    long needed =
        CLUSTER
            * nodes.stream()
                .filter(node -> !Files.exists(node.data().resolve("postgres/cluster/PG_VERSION")))
                .count();
    long free;
    try {
      free = Files.getFileStore(data).getUsableSpace();
    } catch (IOException e) {
      return;
    }
    if (free < needed) {
      String numbers = (free >> 20) + " MB / " + (needed >> 20) + " MB";
      throw new Trouble(
          "The disk of "
              + data
              + " has too little room for the databases (free / needed: "
              + numbers
              + "). Make room, or use --data DIR.",
          data + " のディスクの空き容量が不足しています（空き / 必要: " + numbers + "）。空き容量を確保するか、--data で別の場所を指定してください。");
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
