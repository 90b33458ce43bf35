package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.harness.Ports;
import org.musubi.e2e.harness.Program;
import org.musubi.e2e.walk.Clinics;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Identity;
import org.musubi.e2e.wire.Messages;
import org.musubi.e2e.wire.Retrieve;
import org.musubi.e2e.wire.Transaction;
import org.musubi.e2e.wire.Wire;

/**
 * SIGTERM ends every transfer. Nothing else would: the limits of silence, rate and time are so wide
 * that a reader who stalls could hold the platform for an hour.
 */
@Tag("slow")
class SigtermTest {
  private static final int SIZE = 40 << 20;
  private static final Duration STALL = Duration.ofSeconds(8);
  private static final List<String> PATIENT_WITH_READERS =
      List.of(
          "--musubi.gateway.idle=1h",
          "--musubi.gateway.minimum-rate=1B",
          "--musubi.gateway.retrieve-deadline=1h",
          "--musubi.ihe.read-timeout=1h");

  @TempDir Path data;

  @Test
  void thePlatformEndsWhileAReaderInMidDocumentHoldsItsSocket() throws Exception {
    try (var deployment =
        new Deployment(
            data,
            Ports.free(),
            Program.both(),
            new Deployment.Extras(Map.of(), PATIENT_WITH_READERS))) {
      deployment.start();
      var region = Clinics.west(deployment);
      var note = region.note("x".repeat(SIZE));
      assertThat(region.store(note).soap().status()).isEqualTo("Success");
      var platform = ProcessHandle.of(deployment.platform().pid()).orElseThrow();
      try (var socket = ask(deployment, note.uniqueId())) {
        assertThat(socket.getInputStream().readNBytes(100_000)).hasSize(100_000);

        long begin = System.nanoTime();
        assertThat(platform.destroy()).isTrue();
        // Transfers have 5 seconds; the rest is for a busy machine. Who reads sooner lets it end
        // well.
        Thread.sleep(STALL);
        long rest = rest(socket);

        assertThat(since(begin)).isLessThan(Duration.ofSeconds(10));
        assertThat(rest).isLessThan(SIZE - 100_000);
        // And PostgreSQL has its own.
        platform.onExit().get(15_000 - since(begin).toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static Socket ask(Deployment deployment, String document) throws IOException {
    var east = Peer.east(deployment);
    var wire =
        new Wire(deployment.ports().ihe(), Identity.load(deployment.layout().credentials("east")));
    var message =
        Messages.envelope(
            Transaction.ITI_39.action(),
            east.platform().address(Transaction.ITI_39),
            east.assertion(),
            Retrieve.one(Community.WEST.urn(), Community.WEST.repository(), document).body());
    return wire.open(
        Transaction.ITI_39.path(),
        Messages.contentType(Transaction.ITI_39.action()),
        message.getBytes(StandardCharsets.UTF_8));
  }

  /** How much is left on the line before it ends. */
  private static long rest(Socket socket) {
    long count = 0;
    var buffer = new byte[1 << 16];
    try {
      for (int read = 0; read >= 0; read = socket.getInputStream().read(buffer)) {
        count += read;
      }
    } catch (IOException cut) {
      // it ended without its end
    }
    return count;
  }
}
