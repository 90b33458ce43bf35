package org.musubi.e2e.ipf;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.harness.Ports;
import org.musubi.e2e.harness.Program;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Identity;

/**
 * A deployment with one community more, which is IPF. It is not shared with other tests: they would
 * meet a community that is gone.
 */
record Stand(Deployment deployment, RespondingGateway behind, Path data) {
  /** The entity id by which the platform vouches for people. */
  static final String PLATFORM_ISSUER = "urn:musubi:idp";

  static Stand start() throws IOException {
    Noise.lower();
    Path data = Files.createDirectories(Program.root().resolve("e2e/target/ipf"));
    delete(data);
    int port = free();
    var extras =
        new Deployment.Extras(
            Map.of(), List.of("--musubi.demo.communities.x01=https://localhost:" + port));
    var deployment = new Deployment(data, Ports.free(), Program.both(), extras);
    deployment.start();
    try {
      Path work = Files.createDirectories(data.resolve("tomcat"));
      var behind = RespondingGateway.start(port, deployment.layout().credentials("x01"), work);
      return new Stand(deployment, behind, data);
    } catch (RuntimeException e) {
      deployment.close();
      throw e;
    }
  }

  /** IPF with the certificate of region east. */
  InitiatingGateway east(Supplier<Optional<String>> assertion) {
    return new InitiatingGateway(
        deployment.ports().ihe(),
        Identity.load(deployment.layout().credentials("east")),
        assertion);
  }

  /** Who vouches for the doctors of region east. */
  Peer peer() {
    return Peer.east(deployment);
  }

  /** The certificate with which the platform signs what it says of people. */
  X509Certificate platformSigning() {
    var name = URLEncoder.encode(PLATFORM_ISSUER, StandardCharsets.UTF_8) + ".pem";
    return Identity.certificates(
            deployment.layout().credentials("west").resolve("issuers/platform").resolve(name))
        .getFirst();
  }

  void close() throws IOException {
    behind.close();
    deployment.close();
    delete(data);
  }

  private static int free() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
