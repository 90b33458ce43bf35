package org.musubi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.net.ntp.NtpV3Impl;
import org.apache.commons.net.ntp.TimeStamp;
import org.junit.jupiter.api.Test;
import org.musubi.support.HandClock;

class ClockWatchTest {
  private final TestTrail trail = new TestTrail();
  private final HandClock clock = new HandClock(Instant.parse("2026-11-25T00:00:00Z"));
  private final AtomicLong steady = new AtomicLong();
  private final Map<String, Duration> ahead = new HashMap<>();

  private ClockWatch watch(String... servers) {
    return new ClockWatch(
        trail,
        clock,
        steady::get,
        server -> {
          var said = ahead.get(server);
          if (said == null) {
            throw new IOException("silent");
          }
          return said;
        },
        new ClockProperties(Duration.ofMinutes(1), Duration.ofSeconds(1), List.of(servers)));
  }

  private void pass(Duration time) {
    clock.pass(time);
    steady.addAndGet(time.toNanos());
  }

  @Test
  void aClockThatGoesWithTimeIsNothingToRecord() {
    var watch = watch();
    pass(Duration.ofMinutes(1));

    watch.look();

    assertThat(trail.events()).isEmpty();
  }

  @Test
  void aJumpForwardOrBackIsRecordedWithItsSizeOnce() {
    var watch = watch();
    pass(Duration.ofMinutes(1));
    clock.pass(Duration.ofSeconds(-90));

    watch.look();
    watch.look();

    assertThat(trail.events())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.action()).isEqualTo(Action.CLOCK_STEPPED);
          assertThat(event.details()).containsEntry("by-ms", "-90000");
        });
  }

  @Test
  void aDifferenceFromTheTimeServersIsMarkedWhereItBeginsAndWhereItEnds() {
    var watch = watch("a");
    ahead.put("a", Duration.ofMillis(2500));
    watch.look();
    watch.look();
    ahead.put("a", Duration.ofMillis(-200));

    watch.look();

    assertThat(trail.events())
        .extracting(AuditEvent::action)
        .containsExactly(Action.CLOCK_ADRIFT, Action.CLOCK_TRUE);
    assertThat(trail.events().getFirst().details()).containsEntry("servers-ahead-ms", "2500");
  }

  @Test
  void oneServerOfThreeThatIsWrongDoesNotDecide() {
    var watch = watch("a", "b", "c");
    ahead.putAll(Map.of("a", Duration.ZERO, "b", Duration.ofDays(1), "c", Duration.ofMillis(20)));

    watch.look();

    assertThat(trail.events()).isEmpty();
  }

  @Test
  void serversThatDoNotAnswerSayNothingOfTheClock() {
    watch("a").look();

    assertThat(trail.events()).isEmpty();
  }

  @Test
  void anNtpServerIsAskedByItsProtocol() throws Exception {
    try (var server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> answer(server, 2, Duration.ofSeconds(5)));

      var said = ServerTime.ntp().ahead("127.0.0.1:" + server.getLocalPort());

      assertThat(said).isBetween(Duration.ofMillis(4000), Duration.ofMillis(6000));
    }
  }

  @Test
  void aServerThatHasNoTimeItselfIsNotBelieved() throws Exception {
    try (var server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> answer(server, 16, Duration.ZERO));

      assertThatThrownBy(() -> ServerTime.ntp().ahead("127.0.0.1:" + server.getLocalPort()))
          .isInstanceOf(IOException.class);
    }
  }

  private static void answer(DatagramSocket server, int stratum, Duration ahead) {
    try {
      var packet = new DatagramPacket(new byte[48], 48);
      server.receive(packet);
      var message = new NtpV3Impl();
      message.setDatagramPacket(packet);
      var now = TimeStamp.getNtpTime(System.currentTimeMillis() + ahead.toMillis());
      message.setOriginateTimeStamp(message.getTransmitTimeStamp());
      message.setMode(NtpV3Impl.MODE_SERVER);
      message.setStratum(stratum);
      message.setReceiveTimeStamp(now);
      message.setTransmitTime(now);
      var answer = message.getDatagramPacket();
      answer.setSocketAddress(packet.getSocketAddress());
      server.send(answer);
    } catch (IOException ended) {
      // the test is over
    }
  }
}
