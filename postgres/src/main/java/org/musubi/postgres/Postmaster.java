package org.musubi.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The server process on one cluster: initialises, starts, waits, stops, and clears away one that
 * was left behind.
 */
final class Postmaster {
  /** The file below the data directory to which all programs write. */
  static final String LOG = "postgres.log";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final int port;

  private Postmaster(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /**
   * Starts the server on the port and waits until it answers; makes the cluster when there is none.
   *
   * @throws CannotStart also when the thread is interrupted, and then nothing runs
   */
  static Postmaster start(
      Path directory, Path home, Account account, String user, String password, int port)
      throws IOException {
    Path cluster = directory.resolve("cluster");
    var log = ServerLog.from(directory.resolve(LOG));
    if (!Files.exists(cluster.resolve("PG_VERSION"))) {
      initialise(directory, home, account, user, password, log);
    } else {
      endOrphan(cluster);
    }
    var arguments = new ArrayList<>(List.of("-D", cluster.toString()));
    for (var setting : EmbeddedServer.settings(port)) {
      arguments.add("-c");
      arguments.add(setting);
    }
    var process = run(account.running(home.resolve("bin/postgres"), arguments), log);
    var postmaster = new Postmaster(process, port);
    try {
      postmaster.awaitReady(cluster, log);
      return postmaster;
    } catch (RuntimeException e) {
      postmaster.stop();
      throw e;
    }
  }

  private static void initialise(
      Path directory, Path home, Account account, String user, String password, ServerLog log)
      throws IOException {
    Path fresh = directory.resolve("cluster.new");
    delete(fresh);
    DiskSpace.demandForCluster(directory);
    Files.createDirectory(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path secret = fresh.resolveSibling("initial");
    Files.deleteIfExists(secret);
    Files.createFile(
        secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(secret, password);
    account.take(fresh);
    account.take(secret);
    if (account.owns()) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    }
    try {
      var arguments =
          List.of(
              "-D",
              fresh.toString(),
              "-U",
              user,
              "--pwfile=" + secret,
              "-A",
              "scram-sha-256",
              "-E",
              "UTF8",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--locale=C",
              "--no-instructions");
      await(run(account.running(home.resolve("bin/initdb"), arguments), log), log);
      createDatabase(fresh, home, account, user, log);
      Files.move(fresh, directory.resolve("cluster"));
    } finally {
      Files.deleteIfExists(secret);
    }
  }

  /** In single-user mode, so that the cluster is whole before anyone can reach it. */
  private static void createDatabase(
      Path cluster, Path home, Account account, String user, ServerLog log) throws IOException {
    var arguments = List.of("--single", "-D", cluster.toString(), "postgres");
    var process =
        new ProcessBuilder(account.running(home.resolve("bin/postgres"), arguments))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()))
            .start();
    try (var out = process.outputWriter()) {
      out.write("create database " + user + "\n");
    }
    await(process, log);
  }

  /** A server whose owner was killed goes on alone: it is told to end, as the owner would have. */
  private static void endOrphan(Path cluster) throws IOException {
    Path file = cluster.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return;
    }
    var lines = Files.readAllLines(file);
    var orphan = ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).orElse(null);
    if (orphan != null && serves(orphan, cluster)) {
      interrupt(orphan.pid());
      try {
        orphan.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
        throw new CannotStart(
            "A PostgreSQL left behind by an earlier run (process "
                + orphan.pid()
                + ") does not end. End it by hand.",
            "前回の実行で残った PostgreSQL（プロセス " + orphan.pid() + "）が終了しません。手動で終了してください。",
            e);
      }
    }
  }

  /**
   * Whether the process is the PostgreSQL of this very cluster: the number in the file may be
   * another's by now, also another PostgreSQL's.
   */
  static boolean serves(ProcessHandle process, Path cluster) {
    var info = process.info();
    var arguments = List.of(info.arguments().orElse(new String[0]));
    int named = arguments.indexOf("-D") + 1;
    return info.command().map(command -> command.endsWith("/postgres")).orElse(false)
        && named > 0
        && named < arguments.size()
        && arguments.get(named).equals(cluster.toString());
  }

  private void awaitReady(Path cluster, ServerLog log) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive()
        && System.nanoTime() < until
        && !Thread.currentThread().isInterrupted()) {
      if (isReady(cluster)) {
        return;
      }
      sleep();
    }
    String how = process.isAlive() ? "is not ready after " + PATIENCE.toSeconds() + " s" : "ended";
    throw failed(
        log,
        "PostgreSQL was started and " + how,
        "PostgreSQL が" + (process.isAlive() ? "時間内に起動しませんでした" : "起動中に終了しました"));
  }

  /** The eighth line of postmaster.pid reads "ready" once connections are accepted. */
  private boolean isReady(Path cluster) {
    try {
      var lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
      if (lines.size() < 8
          || Long.parseLong(lines.getFirst().strip()) != process.pid()
          || !lines.get(7).strip().equals("ready")) {
        return false;
      }
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return true;
      }
    } catch (IOException | NumberFormatException e) {
      return false;
    }
  }

  /** Waits until the process is no more. */
  void awaitEnd() throws InterruptedException {
    process.waitFor();
  }

  void stop() {
    if (!process.isAlive()) {
      return;
    }
    interrupt(process.pid());
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /**
   * SIGINT is PostgreSQL's fast shutdown; Java itself can only send SIGTERM, which waits for
   * clients.
   */
  private static void interrupt(long pid) {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor(5, TimeUnit.SECONDS);
    } catch (IOException e) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Process run(List<String> command, ServerLog log) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()))
        .start();
  }

  private static void await(Process process, ServerLog log) {
    try {
      if (process.waitFor() == 0) {
        return;
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    throw failed(log, "The database cluster could not be made", "データベースを初期化できませんでした");
  }

  /** A full disk leaves no words behind either: the log lies on it. */
  private static CannotStart failed(ServerLog log, String english, String japanese) {
    Path directory = log.folder();
    if (log.namesFullDisk() || DiskSpace.isFull(directory)) {
      return DiskSpace.full(directory);
    }
    String words = log.lastWords();
    return new CannotStart(
        english + (words.isEmpty() ? "." : ": " + words) + "\nIts log: " + log.file(),
        japanese + "。詳細は " + log.file() + " にあります。");
  }

  private static void delete(@Nullable Path tree) throws IOException {
    if (tree == null || !Files.exists(tree)) {
      return;
    }
    try (var all = Files.walk(tree)) {
      for (var path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
