package org.musubi.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One process of the deployment, with its data directory and its log. */
public final class Node {
  private static final Duration START = Duration.ofSeconds(120);
  private static final Duration STOP = Duration.ofSeconds(120);

  /** A process that never served has nothing to bring to an end; its start may hang. */
  private static final Duration STOP_UNREADY = Duration.ofSeconds(3);

  private static final String READY = ": ready\n";
  private static final String DEMO = "--musubi.demo=true";

  private final String name;
  private final Path data;
  private final Path log;
  private final List<String> command;
  private volatile @Nullable Process process;
  private volatile boolean ready;
  private long logStart;

  Node(String name, Path data, Path log, List<String> command) {
    this.name = name;
    this.data = data;
    this.log = log;
    this.command = command;
  }

  public String name() {
    return name;
  }

  /** Where it keeps its data. */
  public Path data() {
    return data;
  }

  /** What it wrote to standard output and standard error, of all its runs. */
  public Path log() {
    return log;
  }

  /** Starts the process; {@link #awaitReady} waits for it. */
  public void start() {
    try {
      ready = false;
      Files.createDirectories(data);
      Files.createDirectories(log.getParent());
      logStart = Files.exists(log) ? Files.size(log) : 0;
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new Trouble(
          "Nothing can be written under " + data + ": no space, or no permission.",
          data + " に書き込めません。空き容量と権限を確認してください。",
          e);
    }
  }

  /**
   * Waits until it serves.
   *
   * @throws Trouble with its last words when it ended or took too long
   */
  public void awaitReady() {
    long until = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < until) {
      if (said().contains(READY)) {
        ready = true;
        return;
      }
      if (!isAlive()) {
        throw failed(" ended while it started.", "が起動中に終了しました。");
      }
      pause();
    }
    kill();
    throw failed(" did not become ready within " + START.toSeconds() + " s.", "が時間内に起動しませんでした。");
  }

  public boolean isAlive() {
    var running = process;
    return running != null && running.isAlive();
  }

  public long pid() {
    var running = process;
    return running == null ? -1 : running.pid();
  }

  /**
   * Ends what an earlier run, whose owner was killed, left of this very node.
   *
   * @return the processes that were ended
   */
  List<Long> endLeftovers() {
    var found = Leftovers.of(marks());
    found.forEach(Leftovers::end);
    if (!found.isEmpty()) {
      try {
        endPostgres();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return found.stream().map(ProcessHandle::pid).toList();
  }

  /** The arguments by which a process of this node is told from any other. */
  private List<String> marks() {
    String folder = data.toAbsolutePath().normalize().toString();
    var named =
        command.stream()
            .filter(word -> word.startsWith("--") && Leftovers.names(word, folder))
            .toList();
    return named.isEmpty()
        ? List.of()
        : Stream.concat(named.stream(), command.stream().filter(word -> word.equals(DEMO)))
            .toList();
  }

  /** SIGTERM, then patience, then SIGKILL; also ends what it left behind. */
  public void stop() {
    var running = process;
    if (running == null) {
      return;
    }
    running.destroy();
    try {
      if (!running.waitFor(patience().toSeconds(), TimeUnit.SECONDS)) {
        kill();
      }
      endPostgres();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
      killPostgres();
    }
  }

  /** How long it may take to end. */
  Duration patience() {
    return ready ? STOP : STOP_UNREADY;
  }

  /** A server that lost its owner has no clients any more: it ends soon when it is asked to. */
  private void endPostgres() throws InterruptedException {
    var left = postmaster();
    if (left.isPresent()) {
      left.get().destroy();
      try {
        left.get().onExit().get(10, TimeUnit.SECONDS);
      } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
        killPostgres();
      }
    }
  }

  /** Completes with this node when its process, which was started, is no more. */
  CompletableFuture<Node> end() {
    var running = process;
    return running == null
        ? CompletableFuture.completedFuture(this)
        : running.onExit().thenApply(gone -> this);
  }

  /** SIGKILL to the process alone; its PostgreSQL goes on, as after a real crash. */
  public void kill() {
    var running = process;
    if (running != null) {
      kill(running.toHandle());
    }
  }

  /** SIGKILL to the postmaster and all its children, as when the machine's memory ran out. */
  public void killPostgres() {
    postmaster()
        .ifPresent(handle -> {
          var children = handle.descendants().toList();
          kill(handle);
          children.forEach(Node::kill);
        });
  }

  /** The postmaster of its embedded PostgreSQL, when one runs. */
  public Optional<ProcessHandle> postmaster() {
    Path file = data.resolve("postgres/cluster/postmaster.pid");
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      var lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      return lines.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(this::isOurPostgres);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The number in the file may be another's by now, also another node's PostgreSQL. */
  private boolean isOurPostgres(ProcessHandle found) {
    String cluster = data.toAbsolutePath().normalize().resolve("postgres/cluster").toString();
    return found.info().command().orElse("").endsWith("/postgres")
        && List.of(found.info().arguments().orElse(new String[0])).contains(cluster);
  }

  /** What it wrote since its last start. */
  public String said() {
    try {
      if (!Files.exists(log)) {
        return "";
      }
      byte[] all = Files.readAllBytes(log);
      int from = (int) Math.min(logStart, all.length);
      return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Trouble failed(String english, String japanese) {
    String words = LastWords.of(said());
    return new Trouble(
        name + english + " " + words + "\nIts log: " + log, name + " " + japanese + " ログ: " + log);
  }

  static void kill(ProcessHandle handle) {
    handle.destroyForcibly();
    try {
      handle.onExit().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("process " + handle.pid() + " survives SIGKILL", e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
