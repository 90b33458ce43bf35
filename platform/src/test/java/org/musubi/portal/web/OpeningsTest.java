package org.musubi.portal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.AuditUnavailable;
import org.musubi.audit.Outcome;
import org.musubi.audit.Result;
import org.musubi.audit.TestTrail;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;
import org.musubi.core.PurposeOfUse;
import org.musubi.gateway.Found;
import org.musubi.gateway.InitiatingGateway;
import org.musubi.gateway.Released;
import org.musubi.idp.SignedIn;
import org.musubi.ihe.Coded;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.documents.Spool;
import org.musubi.ihe.xds.DocumentEntry;
import org.musubi.ihe.xds.ErrorCode;
import org.musubi.portal.web.Openings.Coming;
import org.musubi.service.Route;
import org.musubi.soc.Verdict;
import org.springframework.mock.web.MockHttpSession;

/** With a real spool; the gateway is a stand-in that answers when the test lets it. */
class OpeningsTest {
  private static final HomeCommunityId WEST = HomeCommunityId.parse("urn:oid:1.2.3");
  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final Duration LONG = Duration.ofHours(1);
  private static final Actor DOCTOR =
      Actor.system(MemberId.next(Clock.systemUTC()), "test", PurposeOfUse.TREATMENT);

  @TempDir Path folder;
  private Spool spool;
  private final TestTrail trail = new TestTrail();
  private final Gateway gateway = new Gateway();
  private final MockHttpSession session = new MockHttpSession();
  private final SignedIn who = new SignedIn("医師", "東中央病院", Set.of(), DOCTOR, null);
  private final MedicalId patient = MedicalId.next(Clock.systemUTC());

  @BeforeEach
  void open() throws Exception {
    spool = Spool.open(folder, 1 << 20);
  }

  @AfterEach
  void close() {
    gateway.may.countDown();
    spool.close();
  }

  @Test
  void aDocumentThatComesAtOnceIsHere() {
    gateway.may.countDown();

    assertThat(openings(PATIENT, LONG).open(session, who, document(1)))
        .isInstanceOfSatisfying(
            Coming.Here.class,
            here -> assertThat(here.released()).isInstanceOf(Released.Document.class));
  }

  @Test
  void aSlowDocumentIsFetchedOnceHoweverOftenItIsAskedFor() {
    var impatient = openings(Duration.ofMillis(1), LONG);
    assertThat(impatient.open(session, who, document(1))).isInstanceOf(Coming.NotYet.class);
    assertThat(impatient.open(session, who, document(1))).isInstanceOf(Coming.NotYet.class);
    assertThat(impatient.isComing(session, document(1))).isTrue();

    gateway.may.countDown();
    while (impatient.isComing(session, document(1))) {
      Thread.onSpinWait();
    }

    assertThat(impatient.open(session, who, document(1))).isInstanceOf(Coming.Here.class);
    assertThat(trail.events(Action.RETRIEVE, Result.INTENDED)).hasSize(1);
  }

  @Test
  void nobodyWaitsForMoreThanFourDocumentsAtOnce() {
    var impatient = openings(Duration.ofMillis(1), LONG);
    for (int i = 0; i < 4; i++) {
      assertThat(impatient.open(session, who, document(i))).isInstanceOf(Coming.NotYet.class);
    }

    assertThat(impatient.open(session, who, document(5))).isInstanceOf(Coming.TooMany.class);
    assertThat(impatient.open(session, who, document(1))).isInstanceOf(Coming.NotYet.class);
  }

  @Test
  void theFrameGetsExactlyWhatThePageTellsOfAndOnlyOnce() {
    gateway.may.countDown();
    var openings = openings(PATIENT, LONG);
    var released = opened(openings);

    openings.keep(session, document(1), released);

    assertThat(openings.take(session, who, document(1))).contains(released);
    assertThat(openings.take(session, who, document(1))).isEmpty();
    assertThat(openings.take(new MockHttpSession(), who, document(1))).isEmpty();
  }

  @Test
  void aKeptDocumentIsNotShownOnceConsentHasEnded() {
    gateway.may.countDown();
    var openings = openings(PATIENT, LONG);
    openings.keep(session, document(1), opened(openings));
    gateway.permitted = false;

    assertThat(openings.take(session, who, document(1))).isEmpty();

    assertThat(spool.size()).isZero();
    assertThat(ended()).isEqualTo(Outcome.failed("NOT_DISCLOSED"));
  }

  @Test
  void whatIsStillComingWhenTheDocumentIsKeptIsLetGoOfOnceItIsHere() {
    var free = new Gateway();
    free.may.countDown();
    var kept = opened(new Openings(free, trail, PATIENT, LONG));
    var impatient = openings(Duration.ofMillis(1), LONG);
    assertThat(impatient.open(session, who, document(1))).isInstanceOf(Coming.NotYet.class);

    impatient.keep(session, document(1), kept);
    gateway.may.countDown();

    while (trail.events(Action.RETRIEVE, Result.INTENDED).size() < 2) {
      Thread.onSpinWait();
    }
    assertThat(trail.outcomeOf(trail.events(Action.RETRIEVE, Result.INTENDED).getLast()))
        .isEqualTo(Outcome.failed("the document was opened again"));
    assertThat(spool.size()).isEqualTo(1);
  }

  @Test
  void whatNobodyTakesIsLetGoOfAndReadsAsNotSent() {
    gateway.may.countDown();
    var openings = openings(PATIENT, Duration.ofMillis(1));

    openings.keep(session, document(1), opened(openings(PATIENT, LONG)));

    assertThat(ended()).isEqualTo(Outcome.failed("nobody took the document"));
    assertThat(spool.size()).isZero();
    assertThat(openings.take(session, who, document(1))).isEmpty();
  }

  @Test
  void ofDocumentsThatNobodyTakesTheFirstGoWhenOthersCome() {
    gateway.may.countDown();
    var openings = openings(PATIENT, LONG);
    for (int i = 0; i < 5; i++) {
      openings.keep(session, document(i), opened(openings));
    }

    // The last one, and two that came before it.
    assertThat(spool.size()).isEqualTo(3);
    assertThat(openings.take(session, who, document(0))).isEmpty();
    assertThat(openings.take(session, who, document(4))).isPresent();
    assertThat(ended()).isEqualTo(Outcome.failed("other documents were opened"));
  }

  @Test
  void whenThePlatformStopsNothingIsKept() {
    gateway.may.countDown();
    var openings = openings(PATIENT, LONG);
    openings.keep(session, document(1), opened(openings));

    openings.destroy();

    assertThat(spool.size()).isZero();
    assertThat(ended()).isEqualTo(Outcome.failed("the platform stopped"));
  }

  @Test
  void whyItCouldNotBeFetchedReachesThePage() {
    gateway.may.countDown();
    var openings = openings(PATIENT, LONG);
    trail.stop();

    assertThatThrownBy(() -> openings.open(session, who, document(1)))
        .isInstanceOf(AuditUnavailable.class);

    trail.start();
    assertThat(openings.open(session, who, document(1))).isInstanceOf(Coming.Here.class);
  }

  private Openings openings(Duration patience, Duration held) {
    return new Openings(gateway, trail, patience, held);
  }

  private Released.Document opened(Openings openings) {
    return (Released.Document) ((Coming.Here) openings.open(session, who, document(1))).released();
  }

  private Outcome ended() {
    return trail.outcomeOf(trail.events(Action.RETRIEVE, Result.INTENDED).getFirst());
  }

  private Opened document(int number) {
    var key = new DocumentKey(WEST, new Oid("1.2.3.4"), "1.2.3.5." + number);
    return new Opened(patient, key, "application/pdf", 1, "文書", "―", "―");
  }

  private static DocumentEntry entry() {
    var uuid = "urn:uuid:5f1b6a52-6f43-4a4e-9f0e-0d1f5d3c1a11";
    var number = new PatientIdentifier(new Oid("1.2.9"), "W-1");
    return DocumentEntry.builder(uuid, "1.2.3.5.1", "application/pdf")
        .patient(number)
        .sourcePatient(number)
        .classCode(Coded.of("11502-2", "2.16.840.1.113883.6.1"))
        .build();
  }

  private final class Gateway implements InitiatingGateway {
    final CountDownLatch may = new CountDownLatch(1);
    volatile boolean permitted = true;

    @Override
    public List<Route> reachable(MedicalId person, Actor actor) {
      var at = URI.create("https://localhost:1/");
      return permitted
          ? List.of(new Route(WEST, actor.member(), "西地域", at, at, at, Set.of(new Oid("1.2.9"))))
          : List.of();
    }

    @Override
    public boolean permits(MedicalId person, HomeCommunityId community, Actor actor) {
      return permitted && community.equals(WEST);
    }

    @Override
    public Found documents(MedicalId person, HomeCommunityId community, Actor actor) {
      throw new AssertionError("no list is asked for");
    }

    @Override
    public void tooMany(MedicalId person, DocumentKey key, Actor actor) {
      throw new AssertionError("the page says so, not this");
    }

    @Override
    public void deliver(Released.Document document, java.io.OutputStream out) {
      throw new AssertionError("the page delivers, not this");
    }

    @Override
    public Released retrieve(MedicalId person, DocumentKey key, Actor actor) {
      try {
        may.await();
        if (!permitted) {
          return new Released.Refused(ErrorCode.DOCUMENT_UNIQUE_ID_ERROR, "開示できません。");
        }
        var receipt =
            trail.before(
                new AuditEvent(
                    ActId.next(Clock.systemUTC()),
                    Clock.systemUTC().instant(),
                    Action.RETRIEVE,
                    actor,
                    person,
                    List.of(),
                    Result.INTENDED,
                    null,
                    Map.of()));
        var sink = spool.begin(100);
        sink.write("%PDF-".getBytes(StandardCharsets.US_ASCII));
        return new Released.Document(sink.finish(), entry(), Verdict.NOT_INSPECTED, receipt);
      } catch (InterruptedException | java.io.IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
