package org.musubi.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaTest {
  @TempDir Path folder;

  private Path settings(Path log, int port) throws Exception {
    var text =
        new StringBuilder(
            "log=%s\nlog.key=key.pub\nposition=position\npause.millis=20\n".formatted(log));
    text.append("kafka.topic=audit\nkafka.bootstrap.servers=127.0.0.1:" + port + "\n");
    text.append("kafka.reconnect.backoff.max.ms=500\nkafka.max.block.ms=1000\n");
    Broker.tls(folder).forEach((name, value) -> text.append("kafka." + name + "=" + value + "\n"));
    return Files.writeString(folder.resolve("kafka.properties"), text);
  }

  private static int position(ConsumerRecord<String, byte[]> record) {
    var header = record.headers().lastHeader(OverKafka.POSITION).value();
    return Integer.parseInt(new String(header, StandardCharsets.US_ASCII));
  }

  @Test
  @Tag("slow")
  void everyEntryArrivesInOrderOverMutualTlsAlsoWhenTheBrokerWasAway() throws Exception {
    var authority = new Authority();
    authority.write(folder, authority.issue("forwarder"));
    var place = Files.createDirectory(folder.resolve("broker"));
    authority.write(place, authority.issue("broker"));
    try (var broker = new Broker(place).started();
        var trail = new Trail(folder.resolve("log"))) {
      broker.topic(1);
      Files.copy(folder.resolve("log/key.pub"), folder.resolve("key.pub"));
      trail.acts(1_500, 100);
      try (var running = new Running(settings(trail.folder, broker.port))) {
        Running.until(() -> counted() == 1_500);
        broker.stop();
        trail.acts(100, 10);
        Running.until(() -> running.said().contains("does not take entry 15"));
        broker.started();
        Running.until(() -> counted() == 1_600);
        assertThat(running.said()).contains("takes entries again").doesNotContain("doctor");
      }
      trail.append(Trail.act("1", "QUERY", "REFUSED"));
      try (var again = new Running(settings(trail.folder, broker.port))) {
        Running.until(() -> counted() == 1_601);
        assertThat(again.said()).contains("going on at entry 1600");
      }

      var records = broker.records(1_601);
      assertThat(records.stream().mapToInt(KafkaTest::position).distinct().toArray())
          .isEqualTo(IntStream.range(0, 1_601).toArray());
      assertThat(records).allMatch(record -> record.key().endsWith("00000000000a"));
      assertThat(records)
          .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
          .allMatch(json -> json.contains("\"member\"") && !json.contains("SECRET"));
    }
  }

  private long counted() {
    try {
      return Long.parseLong(Files.readAllLines(folder.resolve("position")).get(1));
    } catch (Exception notYet) {
      return -1;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"acks", "enable.idempotence", "interceptor.classes", "key.serializer"})
  void whatThePromiseHangsOnCannotBeSet(String name) {
    assertThatThrownBy(() ->
            OverKafka.open(
                Map.of("topic", "a", "bootstrap.servers", "127.0.0.1:1", name, "x"), line -> {}))
        .isInstanceOf(CannotForward.class)
        .hasMessage("kafka." + name + " cannot be set");
  }

  @Test
  void aSettingThatKafkaDoesNotKnowIsRefused() {
    assertThatThrownBy(() ->
            OverKafka.open(
                Map.of("topic", "a", "bootstrap.servers", "127.0.0.1:1", "bootstap", "x"),
                line -> {}))
        .hasMessage("there is no setting \"kafka.bootstap\"");
  }
}
