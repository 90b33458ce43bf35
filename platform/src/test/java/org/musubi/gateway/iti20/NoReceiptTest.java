package org.musubi.gateway.iti20;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.gateway.iti20.Reporters.acknowledged;
import static org.musubi.gateway.iti20.Reporters.bytes;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
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

  @Test
  void aFeedIsAnsweredThatNothingWasTaken(@TempDir Path data) throws Exception {
    try (var platform = new RunningPlatform(data)) {
      var reporters = new Reporters(platform, data);
      var hospital = reporters.member("病院");
      ((AutoCloseable) platform.context().getBean("auditTrail")).close();
      var event =
          "{\"resourceType\":\"AuditEvent\",\"type\":{\"code\":\"rest\"},"
              + "\"recorded\":\"2026-11-25T09:00:00Z\",\"agent\":[{\"requestor\":true}],"
              + "\"source\":{\"observer\":{\"display\":\"gw\"}}}";

      var answer =
          HttpClient.newBuilder()
              .sslContext(hospital.tls().context())
              .build()
              .send(
                  HttpRequest.newBuilder(URI.create(platform.transactions() + "/iti20/AuditEvent"))
                      .header("Content-Type", "application/fhir+json")
                      .POST(BodyPublishers.ofString(event))
                      .build(),
                  BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("transient", "証跡を記録できない");
      assertThat(answer.headers().firstValue("Location")).isEmpty();
    }
  }
}
