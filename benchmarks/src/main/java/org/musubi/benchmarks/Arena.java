package org.musubi.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.harness.Ports;
import org.musubi.e2e.harness.Program;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Identity;

/** A platform with stub responders as its communities, and a member's gateway that calls it. */
final class Arena implements AutoCloseable {
  private static final int FIRST_HOME = 1000;

  final Deployment deployment;
  final Peer east;
  final SSLContext context;
  private final List<String> names;
  private final List<Integer> ports;
  private final Process stub;
  private final Path data;

  /**
   * Starts both.
   *
   * @param names of the responders, in alphabetical order: their place gives the homeCommunityId
   */
  Arena(List<String> names, String... more) throws IOException {
    this.names = names.stream().sorted().toList();
    this.ports = freePorts(names.size());
    this.data = Files.createTempDirectory("musubi-bench");
    var arguments = new ArrayList<>(List.of(more));
    for (int i = 0; i < names.size(); i++) {
      arguments.add(
          "--musubi.demo.communities." + this.names.get(i) + "=https://localhost:" + ports.get(i));
    }
    deployment =
        new Deployment(
            data,
            Ports.free(),
            Program.both(),
            new Deployment.Extras(java.util.Map.of(), arguments));
    deployment.platform().start();
    deployment.platform().awaitReady();
    stub = startStub();
    east = Peer.east(deployment);
    context = Identity.load(deployment.layout().credentials("east")).context();
  }

  private Process startStub() throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Stub.class.getName(),
                deployment.layout().platform().resolve("demo/credentials").toString()));
    for (int i = 0; i < names.size(); i++) {
      command.add(names.get(i) + "=" + ports.get(i) + "=" + home(i));
    }
    File said = data.resolve("stub.log").toFile();
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said).start();
    while (process.isAlive() && !Files.readString(said.toPath()).contains("stub: ready")) {
      pause();
    }
    return process;
  }

  String home(int index) {
    return "1.2.392.200250.9." + (FIRST_HOME + index);
  }

  /** The patient's number there, as CX. */
  String patient(int index) {
    return "X-" + (FIRST_HOME + index) + "^^^&" + home(index) + ".1&ISO";
  }

  int port(int index) {
    return ports.get(index);
  }

  /** The platform's own process, with its PostgreSQL below it. */
  ProcessHandle platform() {
    return ProcessHandle.of(deployment.platform().pid()).orElseThrow();
  }

  private static List<Integer> freePorts(int count) throws IOException {
    var held = new ArrayList<ServerSocket>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (var socket : held) {
        socket.close();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    stub.destroy();
    deployment.close();
    try (var all = Files.walk(data)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
