package org.musubi.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.audit.AccessHistory;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Receipt;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;
import org.musubi.core.PurposeOfUse;
import org.musubi.facility.CredentialIssue;
import org.musubi.facility.Facilities;
import org.musubi.facility.Member;
import org.musubi.facility.PlatformIdentity;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Oid;
import org.musubi.ihe.tls.TlsMaterial;
import org.musubi.service.Route;
import org.musubi.service.ServiceDirectory;
import org.musubi.support.RunningPlatform;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** ITI-81 over mutual TLS against the running platform: each Member its own part of the trail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditRetrievalTest {
  private static final MedicalId PATIENT = MedicalId.next(Clock.systemUTC());

  private final HomeCommunityId eastHome = Exchanges.home(31);
  private final HomeCommunityId westHome = Exchanges.home(32);
  private RunningPlatform platform;
  private MemberId east;
  private MemberId west;
  private HttpClient client;
  private final List<ActId> byEast = new ArrayList<>();
  private ActId heldBack;
  private ActId westInEast;

  @BeforeAll
  void twoMembersAndWhatTheyDid(@TempDir Path data) throws Exception {
    platform = new RunningPlatform(data);
    east = member("東地域", eastHome);
    west = member("西地域", westHome);
    platform.room(CredentialIssue.class).tls(east, List.of("localhost"), data.resolve("east"));
    client =
        HttpClient.newBuilder()
            .sslContext(TlsMaterial.load(data.resolve("east")).context())
            .build();
    for (int i = 0; i < 5; i++) {
      byEast.add(act(east, Action.QUERY, Result.INTENDED, PATIENT, westHome));
    }
    heldBack = act(east, Action.DISCOVER, Result.REFUSED, PATIENT, westHome);
    act(west, Action.QUERY, Result.INTENDED, PATIENT, westHome);
    westInEast = act(west, Action.QUERY, Result.INTENDED, PATIENT, eastHome, westHome);
  }

  @AfterAll
  void end() {
    platform.close();
  }

  private MemberId member(String name, HomeCommunityId home) {
    var id = MemberId.next(Clock.systemUTC());
    var by = platform.room(PlatformIdentity.class).actor();
    platform
        .room(Facilities.class)
        .register(new Member(id, Member.Kind.REGIONAL_NETWORK, name), List.of(), by);
    var at = URI.create("https://localhost:1/");
    platform
        .room(ServiceDirectory.class)
        .join(
            new Route(home, id, name, at, at, at, Set.of(new Oid(home.oid().value() + ".1"))), by);
    return id;
  }

  private ActId act(
      MemberId who,
      Action action,
      Result result,
      @Nullable MedicalId patient,
      HomeCommunityId... homes)
      throws InterruptedException {
    var what = new ArrayList<What>();
    for (var home : homes) {
      what.add(What.of(What.Kind.COMMUNITY, home.toString(), home.toString()));
    }
    var clock = Clock.systemUTC();
    var event =
        new AuditEvent(
            ActId.next(clock),
            clock.instant(),
            action,
            Actor.system(who, "certificate sha256:00", PurposeOfUse.TREATMENT),
            patient,
            what,
            result,
            result == Result.REFUSED ? "NOT_DISCLOSED" : null,
            Map.of("transaction", "ITI-38"));
    Receipt receipt = platform.room(AuditTrail.class).before(event);
    assertThat(platform.room(AccessHistory.class).reaches(receipt)).isTrue();
    for (int i = 0; i < 200 && platform.entries(event.act().toString()) == 0; i++) {
      Thread.sleep(20);
    }
    return event.act();
  }

  private HttpResponse<String> get(String query) throws Exception {
    return ask(HttpRequest.newBuilder(URI.create(address() + query)).build());
  }

  private String address() {
    return platform.transactions() + "/iti81/AuditEvent";
  }

  private HttpResponse<String> ask(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/fhir+json");
    return new JsonMapper().readTree(answer.body());
  }

  private static List<String> acts(JsonNode bundle) {
    var acts = new ArrayList<String>();
    bundle.path("entry").forEach(entry -> acts.add(entry.at("/resource/id").asString()));
    return acts;
  }

  @Test
  void aMemberSeesWhatItDidAndNothingOfOthers() throws Exception {
    var bundle = json(get("?_count=100"));

    assertThat(bundle.path("type").asString()).isEqualTo("searchset");
    assertThat(acts(bundle)).containsAll(byEast.stream().map(ActId::toString).toList());
    assertThat(bundle.toString())
        .doesNotContain("urn:uuid:" + west)
        .doesNotContain(westInEast.toString());
  }

  @Test
  void whatWasHeldBackFromItIsNotToldLater() throws Exception {
    assertThat(get("?_count=100").body()).doesNotContain(heldBack.toString());
    assertThat(acts(json(get("?outcome=4")))).doesNotContain(heldBack.toString());
  }

  @Test
  void thePatientHasANameForThisMemberOnly() throws Exception {
    var body = get("?_count=100").body();

    assertThat(body).doesNotContain(PATIENT.toString()).contains("urn:musubi:pseudonym");
  }

  @Test
  void inItsOwnCommunityItSeesWhatOthersDidButNotWhereElse() throws Exception {
    var bundle = json(get("?entity=" + eastHome));

    assertThat(acts(bundle)).contains(westInEast.toString());
    assertThat(bundle.toString()).doesNotContain(westHome.toString());
  }

  @Test
  void whatAnotherMemberOnlyReportsOfItsCommunityIsNotItsAffair() throws Exception {
    var reported = act(west, Action.REPORTED, Result.DONE, null, eastHome);

    assertThat(get("?entity=" + eastHome + "&_count=1000").body())
        .doesNotContain(reported.toString());
  }

  @Test
  void anotherMembersCommunityIsNotItsAffair() throws Exception {
    var answer = get("?entity=" + westHome);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(json(answer).at("/issue/0/code").asString()).isEqualTo("forbidden");
    assertThat(answer.body()).contains("自らの機関");
  }

  @Test
  void pagesFollowEachOtherUntilEveryActWasSeenOnce() throws Exception {
    var seen = new ArrayList<String>();
    String next = address() + "?_count=2";
    for (int i = 0; i < 50 && next != null; i++) {
      var bundle = json(ask(HttpRequest.newBuilder(URI.create(next)).build()));
      seen.addAll(acts(bundle));
      next = bundle.at("/link/0/url").asString(null);
    }

    assertThat(next).isNull();
    assertThat(seen).doesNotHaveDuplicates();
    assertThat(seen).containsAll(byEast.stream().map(ActId::toString).toList());
  }

  @Test
  void aPeriodNarrowsTheSearch() throws Exception {
    assertThat(acts(json(get("?date=ge2020-01-01&date=lt2020-01-02")))).isEmpty();
    assertThat(acts(json(get("?date=ge2020-01-01")))).isNotEmpty();
  }

  @Test
  void theRetrievalIsOnTheTrailWithTheKindsOfWhatWasLookedFor() throws Exception {
    long before = platform.settledEntries("\"HISTORY_READ\"", "ITI-81");

    get("?date=ge2020-01-01");

    platform.awaitEntry("\"HISTORY_READ\"", "ITI-81", "\"search\":\"member,time\"");
    assertThat(platform.entries("\"HISTORY_READ\"", "ITI-81")).isGreaterThan(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?date=2020",
        "?date=ge2020-13-01",
        "?outcome=99",
        "?_count=0",
        "?_count=many",
        "?before=-1",
        "?entity=east",
        "?patient=1"
      })
  void whatCannotBeAskedIsRefusedInJapaneseAndRecorded(String query) throws Exception {
    long before = platform.settledEntries("\"REFUSED\"", "\"INVALID\"");

    var answer = get(query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).at("/issue/0/diagnostics").asString()).matches(".*[ぁ-ん].*");
    assertThat(platform.settledEntries("\"REFUSED\"", "\"INVALID\"")).isGreaterThan(before);
  }

  @Test
  void nothingIsWrittenHere() throws Exception {
    var answer =
        ask(
            HttpRequest.newBuilder(URI.create(address()))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET");
  }
}
