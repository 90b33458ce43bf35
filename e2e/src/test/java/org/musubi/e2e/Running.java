package org.musubi.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.harness.Ports;
import org.musubi.e2e.harness.Program;
import org.musubi.e2e.wire.Identity;

/**
 * One deployment for all tests, started by the first that asks and ended with the JVM; besides the
 * demo's communities one whose answers a test can spoil.
 */
final class Running {
  private static final Running ONLY = start();

  private final Deployment all;
  private final ScriptedCommunity extra;

  private Running(Deployment all, ScriptedCommunity extra) {
    this.all = all;
    this.extra = extra;
  }

  static Deployment deployment() {
    return ONLY.all;
  }

  /** The community {@code x01}, within this JVM. */
  static ScriptedCommunity scripted() {
    return ONLY.extra;
  }

  private static Running start() {
    try {
      var door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
      var extras =
          new Deployment.Extras(
              Map.of(),
              List.of(
                  "--musubi.demo.communities.x01=https://localhost:" + door.getLocalPort(),
                  // Its failures are wanted, and no test may suffer from those of another.
                  "--musubi.gateway.breaker-failures=1000",
                  "--musubi.gateway.idle=5s",
                  "--musubi.gateway.document=32MB"));
      var deployment =
          new Deployment(
              Files.createTempDirectory("musubi-e2e"), Ports.free(), Program.both(), extras);
      Runtime.getRuntime().addShutdownHook(new Thread(deployment::close, "deployment-end"));
      deployment.start();
      var identity = Identity.load(deployment.layout().credentials("x01"));
      return new Running(deployment, ScriptedCommunity.at(door, identity));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
