package org.musubi.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.tlog.Archive;

class ForwardTest {
  private static final Authority AUTHORITY = new Authority();

  @TempDir Path folder;
  private Trail trail;
  private Siem siem;

  @BeforeEach
  void begin() throws Exception {
    trail = new Trail(folder.resolve("log"));
    Files.copy(folder.resolve("log/key.pub"), folder.resolve("key.pub"));
    AUTHORITY.write(folder, AUTHORITY.issue("forwarder"));
    siem = new Siem(AUTHORITY.issue("siem")).opened();
  }

  @AfterEach
  void end() throws Exception {
    siem.close();
    trail.close();
  }

  private Running run(String... further) throws Exception {
    return new Running(Running.settings(folder, trail.folder, siem.port, further));
  }

  private static List<Long> upTo(long count) {
    return LongStream.range(0, count).boxed().toList();
  }

  @Test
  void everyEntryArrivesInOrderWhileAWriterAppends() throws Exception {
    trail.acts(700, 50);
    try (var running = run()) {
      Running.until(() -> siem.has(0));
      trail.acts(900, 7);
      Running.until(() -> siem.has(1_599));

      assertThat(siem.positions()).isEqualTo(upTo(1_600));
      assertThat(running.said()).contains("beginning at entry 0").doesNotContain("stops");
    }
  }

  @Test
  void aMessageSaysWhoDidWhatKindOfActAndNothingOfThePerson() throws Exception {
    trail.append(Trail.act("2", "RETRIEVE", "DONE"));
    trail.append(Trail.act("1", "SIGN_IN_REFUSED", "REFUSED"));
    try (var running = run("syslog.hostname=hub", "syslog.enterprise=4711")) {
      Running.until(() -> siem.has(1));

      var done = Siem.read(siem.messages.get(0));
      assertThat(done.facility()).isEqualTo(10);
      assertThat(done.severity()).isEqualTo(5);
      assertThat(done.host()).isEqualTo("hub");
      assertThat(done.id()).isEqualTo("RETRIEVE");
      assertThat(done.at().at()).isEqualTo("2026-11-25T00:00:01.500Z");
      assertThat(done.data()).hasSize(1);
      assertThat(done.data().getFirst().id()).isEqualTo("musubi@4711");
      assertThat(done.data().getFirst().parameters())
          .extracting(each -> each.name())
          .containsExactly(
              "position", "act", "action", "result", "member", "facility", "correlation");
      assertThat(done.body().text()).startsWith("{\"position\":0,").contains("\"doctor\"");
      assertThat(Siem.read(siem.messages.get(1)).severity()).isEqualTo(4);
      assertThat(String.join("", siem.messages)).doesNotContain("SECRET");
      assertThat(running.said()).doesNotContain("doctor", "SECRET");
    }
  }

  @Test
  void aRestartGoesOnWhereTheReceiverHadConfirmed() throws Exception {
    trail.acts(300, 100);
    try (var first = run()) {
      Running.until(() -> Files.exists(folder.resolve("state/position")) && siem.has(299));
      Running.until(() -> next() == 300);
      assertThat(first.said()).contains("beginning");
    }
    siem.messages.clear();
    trail.acts(5, 5);
    try (var second = run()) {
      Running.until(() -> siem.has(304));
      assertThat(siem.positions()).containsExactly(300L, 301L, 302L, 303L, 304L);
      assertThat(second.said()).contains("going on at entry 300");
    }
  }

  private long next() {
    try {
      return Long.parseLong(Files.readAllLines(folder.resolve("state/position")).get(1));
    } catch (Exception notYet) {
      return -1;
    }
  }

  @Test
  void whatWasConfirmedAndNotCountedIsSentAgain() throws Exception {
    var fresh = folder.resolve("state/position.new");
    try (var running = run()) {
      Running.until(() -> running.said().contains("beginning at entry 0"));
      Files.createDirectory(fresh);
      trail.acts(3, 3);
      assertThat(running.ended()).isEqualTo(2);
    }
    assertThat(siem.messages).hasSize(3);
    assertThat(next()).isZero();
    Files.delete(fresh);
    Files.writeString(fresh, "cut off by the same death");
    try (var running = run()) {
      Running.until(() -> next() == 3);
      assertThat(running.said()).contains("going on at entry 0");
    }
    assertThat(siem.messages).hasSize(6);
    assertThat(siem.positions()).isEqualTo(upTo(3));
  }

  @Test
  void aFirstStartFromNowLeavesOutWhatWasThere() throws Exception {
    trail.acts(10, 10);
    try (var running = run("from=now")) {
      Running.until(() -> running.said().contains("beginning at entry 10"));
      trail.acts(2, 1);
      Running.until(() -> siem.has(11));
      assertThat(siem.positions()).containsExactly(10L, 11L);
    }
  }

  @Test
  void aReceiverThatIsAwayIsWaitedForAndNothingIsLost() throws Exception {
    trail.acts(20, 20);
    siem.close();
    try (var running = run()) {
      Running.until(() -> running.said().contains("does not take entry 0"));
      assertThat(running.said()).contains("Connect").doesNotContain("doctor");
      assertThat(next()).isZero();
      siem.opened();
      Running.until(() -> next() == 20);
      assertThat(siem.positions()).isEqualTo(upTo(20));
      assertThat(running.said()).contains("takes entries again");
    }
  }

  @Test
  void aReceiverOfAnotherAuthorityGetsNothing() throws Exception {
    trail.acts(1, 1);
    var stranger = new Authority();
    try (var other = new Siem(stranger.issue("other")).opened();
        var running = new Running(Running.settings(folder, trail.folder, other.port))) {
      Running.until(() -> running.said().contains("does not take entry 0"));
      assertThat(other.messages).isEmpty();
      assertThat(next()).isZero();
    }
  }

  @Test
  void aReceiverThatNeverConfirmsGetsTheSameAgainUnlessToldOtherwise() throws Exception {
    trail.acts(2, 2);
    try (var mute = new Mute(AUTHORITY.issue("mute"))) {
      var file = Running.settings(folder, trail.folder, mute.port());
      try (var running = new Running(file)) {
        Running.until(() -> mute.connections() > 1);
        assertThat(running.said()).contains("does not answer close_notify");
        assertThat(next()).isZero();
      }
      Running.settings(folder, trail.folder, mute.port(), "syslog.unanswered=presume");
      try (var running = new Running(file)) {
        Running.until(() -> next() == 2);
        assertThat(running.said()).doesNotContain("close_notify");
      }
    }
  }

  @Test
  void theLogsNewKeyIsFollowedAlsoOverARestart() throws Exception {
    trail.acts(3, 3);
    trail.log().rotate(Trail.signer());
    trail.acts(2, 1);
    try (var running = run()) {
      Running.until(() -> next() == 6);
      assertThat(Siem.read(siem.messages.get(3)).id()).isEqualTo("LOG");
      assertThat(siem.messages.get(3)).contains("\"kind\":\"log\"");
      assertThat(running.said()).doesNotContain("stops");
    }
    trail.log().rotate(Trail.signer());
    trail.acts(1, 1);
    Files.writeString(folder.resolve("key.pub"), trail.log().verifier() + "\n");
    try (var running = run()) {
      Running.until(() -> siem.has(7));
      assertThat(running.said()).contains("going on at entry 6").doesNotContain("stops");
    }
    assertThat(siem.positions()).isEqualTo(upTo(8));
  }

  @Test
  void aStrangersKeyIsRefusedAlsoWhereThePositionKnowsTheLogs() throws Exception {
    trail.acts(1, 1);
    try (var running = run()) {
      Running.until(() -> next() == 1);
      assertThat(running.said()).contains("beginning");
    }
    Files.writeString(folder.resolve("key.pub"), Trail.signer().verifier() + "\n");
    try (var running = run()) {
      assertThat(running.ended()).isEqualTo(2);
      assertThat(running.said()).contains("log.key is neither");
    }
  }

  @Test
  void whatLiesInASealedArchiveIsSkippedAndSaid() throws Exception {
    var large = Trail.bytes("{\"v\":2,\"kind\":\"act\",\"pad\":\"" + "x".repeat(25_000) + "\"}");
    for (int i = 0; i < 4; i++) {
      trail.log().append(Collections.nCopies(200, large));
    }
    trail.log().publish();
    var archive = folder.resolve("archive");
    Archive.write(trail.folder, trail.log().verifier(), 0, 512, archive);
    trail.log().retire(archive);
    try (var running = run()) {
      Running.until(() -> siem.has(800));
      assertThat(running.said()).contains("entries 0 to 511 lie in a sealed archive");
      assertThat(siem.positions()).first().isEqualTo(512L);
      assertThat(siem.positions()).hasSize(289);
    }
  }

  @Test
  void aForgedEntryIsNamedAndNeverSent() throws Exception {
    trail.acts(300, 300);
    var bundle = trail.folder.resolve("tile/entries/001.p/44");
    byte[] bytes = Files.readAllBytes(bundle);
    int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).lastIndexOf("doctor");
    bytes[at] = 'D';
    Files.write(bundle, bytes);
    try (var running = run()) {
      assertThat(running.ended()).isEqualTo(1);
      assertThat(running.said()).contains("first bad entry 299");
      assertThat(siem.positions()).doesNotContain(299L);
    }
  }

  @Test
  void aLogThatWasCutIsRefused() throws Exception {
    trail.acts(5, 5);
    var old = Files.readAllBytes(trail.folder.resolve("checkpoint"));
    trail.acts(5, 5);
    try (var running = run()) {
      Running.until(() -> next() == 10);
      assertThat(running.said()).contains("beginning");
    }
    Files.write(trail.folder.resolve("checkpoint"), old);
    try (var running = run()) {
      assertThat(running.ended()).isEqualTo(1);
      assertThat(running.said()).contains("first bad entry 5", "it had 10 entries");
    }
  }

  @Test
  void aPositionBeyondTheLogIsRefused() throws Exception {
    trail.acts(3, 3);
    try (var running = run()) {
      Running.until(() -> next() == 3);
      assertThat(running.said()).contains("beginning");
    }
    var position = folder.resolve("state/position");
    Files.writeString(position, Files.readString(position).replaceFirst("\n3\n", "\n4\n"));
    try (var running = run()) {
      assertThat(running.ended()).isEqualTo(2);
      assertThat(running.said()).contains("lies behind its checkpoint");
    }
  }

  @Test
  void twoOnOnePositionAreRefused() throws Exception {
    trail.acts(1, 1);
    try (var first = run()) {
      Running.until(() -> siem.has(0));
      try (var second = run()) {
        assertThat(second.ended()).isEqualTo(2);
        assertThat(second.said()).contains("another process");
      }
      assertThat(first.said()).contains("beginning");
    }
  }
}
