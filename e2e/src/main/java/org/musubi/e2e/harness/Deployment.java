package org.musubi.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole on one machine: the platform and three communities, each a process with its own
 * database, data directory and certificate.
 */
public final class Deployment implements AutoCloseable {
  private final Layout layout;
  private final Ports ports;
  private Node platform;
  private final List<Node> communities;
  private final Commands commands;
  private @Nullable FileChannel held;
  private boolean closing;

  /**
   * What differs from an ordinary start.
   *
   * @param flags further JVM flags by the name of the process
   * @param arguments further arguments of the platform, {@code --key=value}
   */
  public record Extras(Map<String, List<String>> flags, List<String> arguments) {
    public static final Extras NONE = new Extras(Map.of(), List.of());

    List<String> flagsOf(String name) {
      return flags.getOrDefault(name, List.of());
    }
  }

  /**
   * Prepares a deployment; nothing runs yet.
   *
   * @param data where everything is kept; kept as it is when it exists
   */
  public Deployment(Path data, Ports ports) {
    this(data, ports, Program.both(), Extras.NONE);
  }

  /** The same with the applications and what differs named. */
  public Deployment(Path data, Ports ports, Program.Both programs, Extras extras) {
    this.layout = new Layout(data);
    this.ports = ports;
    this.commands = new Commands(layout, ports, programs, extras);
    this.platform = node("platform", layout.platform(), commands.platform(List.of()));
    this.communities =
        Community.ALL.stream()
            .map(each -> node(each.name(), layout.community(each.name()), commands.community(each)))
            .toList();
  }

  private Node node(String name, Path folder, List<String> command) {
    return new Node(name, folder, layout.log(name), command);
  }

  public Layout layout() {
    return layout;
  }

  public Ports ports() {
    return ports;
  }

  public Node platform() {
    return platform;
  }

  public List<Node> communities() {
    return communities;
  }

  /** One process by its name: platform, east, west, shared. */
  public Node node(String name) {
    return name.equals("platform")
        ? platform
        : communities.stream()
            .filter(node -> node.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(name));
  }

  /**
   * Starts everything and waits until it serves. The platform comes first: it hands out the
   * certificates that the communities start with.
   *
   * @throws Trouble when something stands in the way; what was started is stopped again
   */
  public void start() {
    start(Progress.SILENT);
  }

  /** The same, telling how far it is. What an earlier run left behind is ended first. */
  public void start(Progress progress) {
    synchronized (this) {
      closing = false;
    }
    held = layout.hold();
    try {
      for (var node : nodes()) {
        node.endLeftovers().forEach(pid -> progress.ended(node.name(), pid));
      }
      ports.demandFree();
      layout.demandSpace(nodes());
      begin(platform, progress);
      await(platform, progress);
      Community.ALL.forEach(commands::settle);
      communities.forEach(node -> begin(node, progress));
      communities.forEach(node -> await(node, progress));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private List<Node> nodes() {
    return Stream.concat(Stream.of(platform), communities.stream()).toList();
  }

  /** Nothing is started once all is being stopped. */
  private void begin(Node node, Progress progress) {
    synchronized (this) {
      if (closing) {
        throw new Trouble("Stopped while it started.", "起動の途中で停止しました。");
      }
      node.start();
    }
    progress.starts(node.name());
  }

  private static void await(Node node, Progress progress) {
    node.awaitReady();
    progress.serves(node.name());
  }

  /**
   * Ends the platform and starts it again on the same data, with further arguments, {@code
   * --key=value}.
   */
  public void restartPlatform(List<String> more) {
    platform.stop();
    platform = node("platform", layout.platform(), commands.platform(more));
    begin(platform, Progress.SILENT);
    platform.awaitReady();
  }

  /** Waits until a process that runs now is no more, and tells which. */
  public Node awaitLoss() {
    var ends =
        nodes().stream().filter(Node::isAlive).map(Node::end).toArray(CompletableFuture<?>[]::new);
    return (Node) CompletableFuture.anyOf(ends).join();
  }

  /** SIGTERM to all, communities first; waits for their end. */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
    }
    communities.parallelStream().forEach(Node::stop);
    platform.stop();
    try {
      if (held != null) {
        held.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
