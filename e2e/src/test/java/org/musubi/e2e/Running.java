package org.musubi.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.harness.Ports;

/** One deployment for all tests, started by the first that asks and ended with the JVM. */
final class Running {
  private static final Deployment DEPLOYMENT = start();

  private Running() {}

  static Deployment deployment() {
    return DEPLOYMENT;
  }

  private static Deployment start() {
    try {
      var deployment = new Deployment(Files.createTempDirectory("musubi-e2e"), Ports.free());
      Runtime.getRuntime().addShutdownHook(new Thread(deployment::close, "deployment-end"));
      deployment.start();
      return deployment;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
