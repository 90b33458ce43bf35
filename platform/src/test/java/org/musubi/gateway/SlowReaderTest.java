package org.musubi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.musubi.gateway.Exchanges.QUERIED;
import static org.musubi.gateway.Exchanges.REPOSITORY;
import static org.musubi.gateway.Exchanges.delivers;
import static org.musubi.gateway.Exchanges.entry;
import static org.musubi.gateway.Exchanges.found;
import static org.musubi.gateway.Hub.number;
import static org.musubi.gateway.Shared.HUB;
import static org.musubi.gateway.Shared.SPOOL;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.Outcome;
import org.musubi.audit.Result;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.mpi.PatientIndex;

/** A caller that takes a part of a document and then neither reads nor leaves. */
class SlowReaderTest {
  private static final byte[] LARGE = new byte[40 << 20];

  private final HomeCommunityId west = Shared.newHome();
  private final String value = Shared.newNumber();

  @BeforeEach
  void aCommunityWithOneLargeDocument() throws Exception {
    var western = HUB.community(west);
    western.says("/iti38", QUERIED, found(entry("1.40", number(west, value), LARGE)));
    western.on("/iti39", delivers(SPOOL, west, List.of("1.40"), List.of(LARGE)));
    HUB.consents(HUB.person(value, "ユウキ", west), west);
    HUB.trail.forget();
  }

  @Test
  void whoStopsReadingIsCutOffHoldsNothingAndIsOnTheTrail() throws Exception {
    try (var socket = RawCaller.connect(HUB, new DocumentKey(west, REPOSITORY, "1.40"))) {
      assertThat(socket.getInputStream().readNBytes(100_000)).hasSize(100_000);

      // The socket stays open on this side; the hub alone ends it, by its idle limit of 3 s.
      var release = HUB.trail.events(Action.RETRIEVE, Result.INTENDED).getFirst();
      assertThat(ended(release))
          .isInstanceOfSatisfying(
              Outcome.AbortedAt.class,
              aborted -> assertThat(aborted.bytes()).isPositive().isLessThan(LARGE.length));
      assertThat(socket.isClosed()).isFalse();
    }
    var question = HUB.trail.events(Action.QUERY, Result.INTENDED).getFirst();
    assertThat(ended(question)).isInstanceOf(Outcome.AbortedAt.class);
    for (int i = 0; i < 500 && HUB.inSpool() > 0; i++) {
      Thread.sleep(20);
    }
    assertThat(HUB.inSpool()).isZero();
  }

  @Test
  void whoReadsADocumentOfAPageTooSlowlyIsCutOffToo() throws Exception {
    var gateway = HUB.room(InitiatingGateway.class);
    var person = HUB.room(PatientIndex.class).byIdentifier(number(west, value)).orElseThrow();
    var released =
        (Released.Document)
            gateway.retrieve(person, new DocumentKey(west, REPOSITORY, "1.40"), HUB.operator());
    var slow =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("pages are written in pieces");
          }

          @Override
          public void write(byte[] from, int offset, int length) throws IOException {
            try {
              // 64 KB in 4 s: the hub allows 3 s of silence.
              Thread.sleep(4000);
            } catch (InterruptedException cut) {
              throw new IOException(cut);
            }
          }
        };

    assertThatThrownBy(() -> gateway.deliver(released, slow)).isInstanceOf(IOException.class);

    assertThat(ended(HUB.trail.events(Action.RETRIEVE, Result.INTENDED).getFirst()))
        .isInstanceOfSatisfying(
            Outcome.AbortedAt.class,
            aborted -> assertThat(aborted.bytes()).isLessThan(LARGE.length));
    assertThat(HUB.inSpool()).isZero();
  }

  private static Outcome ended(AuditEvent event) {
    for (int i = 0; i < 5; i++) {
      var outcome = HUB.trail.outcomeOf(event);
      if (outcome != null) {
        return outcome;
      }
    }
    throw new AssertionError("nothing was said of how it ended");
  }
}
