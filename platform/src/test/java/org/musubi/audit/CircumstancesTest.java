package org.musubi.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.MemberId;
import org.musubi.core.PurposeOfUse;
import org.musubi.support.TestDatabase;

class CircumstancesTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();

  @TempDir Path data;
  private SequencedTrail trail;
  private TrailSearch search;
  private AccessHistory history;

  @BeforeEach
  void open() {
    Trails.emptied(DATABASE);
    trail = Trails.open(data, DATABASE);
    history = Trails.history(data, DATABASE);
    search = Trails.search(data, DATABASE);
  }

  @AfterEach
  void close() throws Exception {
    trail.close();
  }

  @Test
  void whatComesOfOneRequestSaysWhereItCameFromAndBelongsTogetherWhicheverThreadRecordsIt()
      throws Exception {
    var request = Circumstances.ofRequest("2001:db8::17", "Ward PC\u0007 7", Trails.CLOCK);
    var recorded =
        request.during(() -> {
          var elsewhere = new CompletableFuture<Receipt>();
          Thread.ofVirtual()
              .start(
                  Circumstances.carried(
                      () -> elsewhere.complete(trail.before(event(Action.QUERY)))));
          return List.of(trail.before(event(Action.DISCOVER)), elsewhere.get());
        });
    assertThat(recorded)
        .allSatisfy(receipt ->
            assertThat(at(receipt).circumstances())
                .isEqualTo(new Circumstances("2001:db8::17", "Ward PC  7", request.correlation())));
  }

  @Test
  void whatCameOfOneRequestIsFoundTogetherAndAgainAfterTheIndexWasReadAnew() throws Exception {
    var request = Circumstances.ofRequest("192.0.2.7", null, Trails.CLOCK);
    var other = Circumstances.ofRequest("192.0.2.7", null, Trails.CLOCK);
    var query = TrailQuery.ALL.exchange(request.correlation());
    var wanted =
        request.during(
            () -> List.of(trail.before(event(Action.DISCOVER)), trail.before(event(Action.QUERY))));
    other.during(() -> trail.before(event(Action.QUERY)));
    trail.before(event(Action.CLOCK_TRUE));
    Trails.awaitIndexed(trail, 4);
    var expected = wanted.reversed().stream().map(Receipt::position).toList();

    assertThat(found(query)).isEqualTo(expected);
    trail.rebuild().get();
    assertThat(found(query)).isEqualTo(expected);
    assertThat(query.kinds()).isEqualTo("exchange");
  }

  private List<Long> found(TrailQuery query) {
    return search.find(query, Long.MAX_VALUE, 10, TestTrail.anyReceipt()).stream()
        .map(Access::position)
        .toList();
  }

  @Test
  void whatThePlatformDoesOfItselfSaysNothing() {
    var receipt = trail.before(event(Action.CLOCK_TRUE));
    assertThat(at(receipt).circumstances()).isEqualTo(Circumstances.NONE);
  }

  @Test
  void aReportKeepsWhatCameByteByByte() {
    var raw = new Raw("syslog", new byte[] {'<', 0, (byte) 0xff, '\n', 'x'});
    var from = new Circumstances("192.0.2.1", "fw-1", null);
    var receipt = trail.take(List.of(new TrailIntake.Report(event(Action.REPORTED), from, raw)));
    var found = at(receipt.getFirst());
    assertThat(found.raw()).isEqualTo(raw);
    assertThat(found.circumstances()).isEqualTo(from);
  }

  @Test
  void aReportSentAgainStandsOnce() {
    var raw = new Raw("dicom", "<AuditMessage/>".getBytes(StandardCharsets.UTF_8));
    var report = new TrailIntake.Report(event(Action.REPORTED), Circumstances.NONE, raw);
    var first = trail.take(List.of(report));
    assertThat(trail.take(List.of(report)).getFirst().position())
        .isEqualTo(first.getFirst().position());
  }

  private Access at(Receipt receipt) {
    // The index is asked for what stands before a receipt.
    assertThat(history.reaches(trail.before(event(Action.CLOCK_TRUE)))).isTrue();
    return search.at(receipt.position(), receipt).orElseThrow();
  }

  private static AuditEvent event(Action action) {
    return new AuditEvent(
        ActId.next(Trails.CLOCK),
        Trails.CLOCK.instant(),
        action,
        Actor.system(MemberId.next(Trails.CLOCK), "certificate", PurposeOfUse.OPERATIONS),
        null,
        List.of(),
        Result.DONE,
        null,
        Map.of());
  }
}
