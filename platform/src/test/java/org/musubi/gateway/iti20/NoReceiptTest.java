package org.musubi.gateway.iti20;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.gateway.iti20.Reporters.acknowledged;
import static org.musubi.gateway.iti20.Reporters.bytes;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.ihe.atna.Octets;
import org.musubi.ihe.atna.SenderSettings;
import org.musubi.ihe.atna.SyslogSender;
import org.musubi.support.RunningPlatform;

/** A trail that cannot be written takes nothing, and nothing is said to have been taken. */
class NoReceiptTest {
  @Test
  void theConnectionEndsWithoutAGoodbyeAndTheSenderKeepsWhatItHas(@TempDir Path data)
      throws Exception {
    try (var platform = new RunningPlatform(data)) {
      var reporters = new Reporters(platform, data);
      var hospital = reporters.member("病院");
      reporters.send(hospital.tls(), bytes("<85>before"));
      var at = platform.room(SyslogDoor.class).overTls();
      ((AutoCloseable) platform.context().getBean("auditTrail")).close();

      try (var socket = reporters.connect(hospital.tls())) {
        socket.getOutputStream().write(bytes("7 <85>raw"));
        socket.shutdownOutput();
        assertThat(acknowledged(socket)).isFalse();
      }
      var sender =
          new SyslogSender(SenderSettings.usual("localhost", at.getPort()), hospital.tls());
      sender.offer(Octets.of("<85>kept"));
      assertThat(sender.flush(Duration.ofSeconds(1))).isFalse();
      assertThat(sender.close(Duration.ofMillis(1))).containsExactly(Octets.of("<85>kept"));
    }
  }
}
