package org.musubi.gateway;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Result;
import org.musubi.consent.Consents;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.FacilityId;
import org.musubi.core.JapaneseName;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;
import org.musubi.core.PractitionerId;
import org.musubi.core.PurposeOfUse;
import org.musubi.facility.CredentialIssue;
import org.musubi.facility.Facilities;
import org.musubi.facility.Facility;
import org.musubi.facility.Member;
import org.musubi.facility.PlatformIdentity;
import org.musubi.idp.Affiliation;
import org.musubi.idp.People;
import org.musubi.idp.Practitioner;
import org.musubi.idp.Role;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Oid;
import org.musubi.ihe.tls.TlsMaterial;
import org.musubi.ihe.xds.DocumentEntry;
import org.musubi.ihe.xds.Ebxml;
import org.musubi.ihe.xds.RetrieveRequest;
import org.musubi.ihe.xml.Element;
import org.musubi.mpi.Demographics;
import org.musubi.mpi.Locator;
import org.musubi.mpi.PatientIndex;
import org.musubi.service.Route;
import org.musubi.service.ServiceDirectory;
import org.musubi.support.Browser;
import org.musubi.support.RunningPlatform;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * No record, no act, for every endpoint there is: they are taken from the running platform, each is
 * used, and leaves a record; or it is named here with the reason why there is nothing to record. A
 * new one that is in neither list fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndpointsTest {
  private static final String PASSWORD = "a long enough password";
  private static final byte[] GARBLED = "<section>読めない内容</section".getBytes(StandardCharsets.UTF_8);
  private static final String DOCUMENT = "/patients/{handle}/documents/{document}";

  private static final Map<String, String> SILENT =
      Map.ofEntries(
          entry("GET /", "names nobody but who has signed in"),
          entry("GET /sign-in", "an empty form"),
          entry("GET /sign-in/facility", "the facilities of who is signing in"),
          entry("GET /patients", "an empty form"),
          entry("GET /desk", "an empty form"),
          entry("GET /face/musubi.css", "a style sheet"),
          entry("GET /face/htmx.min.js", "a script"),
          entry("GET /face/trail-proof.js", "a script"),
          entry("GET /trail", "an empty form"),
          entry("POST /trail", "leads to the search, which is recorded"),
          entry("ANY /error", "says what was refused, which is recorded where it was"),
          entry("GET " + DOCUMENT + "/progress", "whether an opening that is recorded has ended"));

  /** What has tests of its own, on the port of the transactions. */
  private static final Map<String, Class<?>> ELSEWHERE =
      Map.of(
          "ANY /iti38", NoRecordNoActTest.class,
          "ANY /iti39", NoRecordNoActTest.class,
          "ANY /iti55", NoRecordNoActTest.class,
          "ANY /iti81/AuditEvent", AuditRetrievalTest.class);

  private final HomeCommunityId home = Exchanges.home(9);
  private final Set<String> visited = new HashSet<>();
  private RunningPlatform platform;
  private MemberId member;
  private ScriptedCommunity community;

  @BeforeAll
  void aPlatformWithACommunityADoctorAClerkAndAPatient(@TempDir Path data) throws Exception {
    platform = new RunningPlatform(data);
    var network = new Member(MemberId.next(Clock.systemUTC()), Member.Kind.REGIONAL_NETWORK, "東地域");
    var facilities =
        List.of(facility(network, "1.2.3.1", "東中央病院"), facility(network, "1.2.3.2", "東診療所"));
    platform.room(Facilities.class).register(network, facilities, by());
    member = network.id();
    worker("doctor", Role.PRACTITIONER, facilities.subList(0, 1));
    worker("clerk", Role.CLERK, facilities.subList(0, 1));
    worker("visiting", Role.PRACTITIONER, facilities);
    worker("auditor", Role.AUDITOR, facilities.subList(0, 1));
    var patient = patient();
    platform.room(People.class).patientAccount("patient", PASSWORD, patient, "結城 花子", by());
    platform.room(Consents.class).give(patient, home, by());
    join(network, data.resolve("community"));
  }

  @AfterAll
  void end() throws Exception {
    platform.close();
    community.close();
  }

  @Test
  void everyEndpointLeavesARecordOrSaysWhyThereIsNone() throws Exception {
    theSignIn();
    theDoctor();
    theClerk();
    thePatient();
    theAuditor();

    var named = new TreeSet<>(visited);
    named.addAll(SILENT.keySet());
    named.addAll(ELSEWHERE.keySet());
    assertThat(endpoints()).isEqualTo(named);
  }

  @Test
  void aDocumentThatCannotBeShownIsNotSaidToHaveBeenSeen() throws Exception {
    var browser = platform.browser();
    var form = open(browser, "doctor", "/patients");
    var address = find(search(browser, form, "/patients"), "(/patients/[A-Za-z0-9_-]{16})");
    var listed = find(browser.get(address), "hx-get=\"(" + address + "/communities/[^\"]+)\"");
    var list = browser.get(listed);

    var garbled = opened(browser, find(list, "href=\"([^\"]+)\"[^>]*>壊れた文書"));
    var large = browser.get(find(list, "href=\"([^\"]+)\"[^>]*>大きな文書"));

    assertThat(garbled.body()).contains("結城 花子").doesNotContain("読めない内容");
    assertThat(large.body()).contains("文書が大きいため");
    platform.awaitEnding("FAILED", "NOT_SHOWN");
    assertThat(platform.entries("\"action\":\"RETRIEVE\"", "\"id\":\"1.3\"")).isZero();
  }

  private void theSignIn() throws Exception {
    var browser = platform.browser();
    visit("POST /sign-in", Action.SIGN_IN_REFUSED, () -> browser.signIn("doctor", "not this one"));
    var page = open(browser, "visiting", "/sign-in/facility");
    var facility = find(page, "value=\"([0-9a-f-]{36})\"");
    visit(
        "POST /sign-in/facility",
        Action.SIGN_IN,
        () ->
            browser.post(
                "/sign-in/facility", Map.of("_csrf", browser.token(page), "facility", facility)));
    var inside = browser.get("/");
    visit(
        "POST /sign-out",
        Action.SIGN_OUT,
        () -> browser.post("/sign-out", Map.of("_csrf", browser.token(inside))));
  }

  private void theDoctor() throws Exception {
    var browser = platform.browser();
    var form = open(browser, "doctor", "/patients");
    var found = visit("POST /patients", Action.DISCOVER, () -> search(browser, form, "/patients"));
    var address = find(found, "(/patients/[A-Za-z0-9_-]{16})");
    var record = visit("GET /patients/{handle}", Action.DISCOVER, () -> browser.get(address));
    var listed = find(record, "hx-get=\"(" + address + "/communities/[^\"]+)\"");
    var list =
        visit(
            "GET /patients/{handle}/communities/{community}",
            Action.QUERY,
            () -> browser.get(listed));
    var document = find(list, "href=\"(" + address + "/documents/[^\"]+)\"");
    visit("GET " + DOCUMENT, Action.RETRIEVE, () -> opened(browser, document));
    visit(
        "GET " + DOCUMENT + "/content", Action.RETRIEVE, () -> browser.get(document + "/content"));
  }

  /** Asked again while the document is coming. */
  private static HttpResponse<String> opened(Browser browser, String document) throws Exception {
    var page = browser.get(document);
    for (int i = 0; i < 60 && page.statusCode() == 202; i++) {
      Thread.sleep(500);
      page = browser.get(document);
    }
    assertThat(page.statusCode()).isEqualTo(200);
    return page;
  }

  private void theClerk() throws Exception {
    var browser = platform.browser();
    var form = open(browser, "clerk", "/desk");
    var found = visit("POST /desk", Action.DISCOVER, () -> search(browser, form, "/desk"));
    var address = find(found, "(/desk/[A-Za-z0-9_-]{16})");
    var consents = visit("GET /desk/{handle}", Action.DISCOVER, () -> browser.get(address));
    visit(
        "POST /desk/{handle}",
        Action.CONSENT_WITHDRAWN,
        () -> say(browser, consents, address, "WITHDRAWAL"));
  }

  private void thePatient() throws Exception {
    var browser = platform.browser();
    browser.signIn("patient", PASSWORD);
    var consents = visit("GET /me/consents", Action.DISCOVER, () -> browser.get("/me/consents"));
    visit(
        "POST /me/consents",
        Action.CONSENT_GIVEN,
        () -> say(browser, consents, "/me/consents", "CONSENT"));
    visit("GET /me/history", Action.HISTORY_READ, () -> browser.get("/me/history"));
  }

  private void theAuditor() throws Exception {
    var browser = platform.browser();
    var form = open(browser, "auditor", "/trail");
    var asked = browser.post("/trail", Map.of("_csrf", browser.token(form), "action", "RETRIEVE"));
    var search = asked.headers().firstValue("Location").orElseThrow();
    var path = search.substring(search.indexOf("/trail/"));
    var found = visit("GET /trail/{search}", Action.HISTORY_READ, () -> browser.get(path));
    var event = find(found, "href=\"(/trail/events/\\d+)\"");
    visit("GET /trail/events/{position}", Action.HISTORY_READ, () -> browser.get(event));
    visit(
        "GET /trail/events/{position}/proof",
        Action.HISTORY_READ,
        () -> browser.get(event + "/proof"));
  }

  @Test
  void aMembersAuditorDoesNotFindWhatWasHeldBackFromItsPeople() throws Exception {
    var at = platform.room(AuditTrail.class).before(heldBack()).position();
    var browser = platform.browser();
    var form = open(browser, "auditor", "/trail");
    var asked = browser.post("/trail", Map.of("_csrf", browser.token(form), "action", "DISCOVER"));
    var search = asked.headers().firstValue("Location").orElseThrow();

    var found = browser.get(search.substring(search.indexOf("/trail/")));

    assertThat(found.statusCode()).isEqualTo(200);
    assertThat(found.body()).doesNotContain("/trail/events/" + at + "\"");
    assertThat(browser.get("/trail/events/" + at).statusCode()).isEqualTo(404);
    assertThat(browser.get("/trail/events/" + at + "/proof").statusCode()).isEqualTo(404);
  }

  private AuditEvent heldBack() {
    var clock = Clock.systemUTC();
    return new AuditEvent(
        ActId.next(clock),
        clock.instant(),
        Action.DISCOVER,
        Actor.system(member, "certificate sha256:00", PurposeOfUse.TREATMENT),
        MedicalId.next(clock),
        List.of(),
        Result.REFUSED,
        "NOT_DISCLOSED",
        Map.of());
  }

  /** Uses an endpoint, which must leave a record of such an act. */
  private HttpResponse<String> visit(
      String endpoint, Action action, Callable<HttpResponse<String>> use) throws Exception {
    var word = "\"action\":\"" + action + "\"";
    long before = platform.settledEntries(word);
    var answer = use.call();
    assertThat(answer.statusCode()).as(endpoint).isBetween(200, 303);
    for (int i = 0; i < 100 && platform.entries(word) <= before; i++) {
      Thread.sleep(50);
    }
    assertThat(platform.entries(word)).as(endpoint).isGreaterThan(before);
    visited.add(endpoint);
    return answer;
  }

  private static HttpResponse<String> open(Browser browser, String login, String path)
      throws Exception {
    browser.signIn(login, PASSWORD);
    return browser.get(path);
  }

  private static HttpResponse<String> search(
      Browser browser, HttpResponse<String> form, String path) throws Exception {
    return browser.post(
        path, Map.of("_csrf", browser.token(form), "by", "identifier", "number", "E-1"));
  }

  private HttpResponse<String> say(
      Browser browser, HttpResponse<String> page, String path, String what) throws Exception {
    return browser.post(
        path, Map.of("_csrf", browser.token(page), "community", home.toString(), "say", what));
  }

  private static String find(HttpResponse<String> page, String pattern) {
    var found = Pattern.compile(pattern).matcher(page.body());
    assertThat(found.find()).as(pattern + " in " + page.body()).isTrue();
    return found.group(1);
  }

  /** All of the running platform: pages, transactions, and what filters answer. */
  private Set<String> endpoints() {
    var endpoints = new TreeSet<>(Set.of("POST /sign-in", "POST /sign-out"));
    platform
        .context()
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach((mapping, handler) -> {
          var methods = new ArrayList<String>();
          mapping.getMethodsCondition().getMethods().forEach(one -> methods.add(one.name()));
          for (String path : mapping.getPatternValues()) {
            (methods.isEmpty() ? List.of("ANY") : methods)
                .forEach(method -> endpoints.add(method + " " + path));
          }
        });
    platform.context().getBeansOfType(ServletRegistrationBean.class).values().stream()
        .filter(one -> one.getServlet().getClass().getPackageName().startsWith("org.musubi"))
        .forEach(one -> one.getUrlMappings().forEach(path -> endpoints.add("ANY " + path)));
    return endpoints;
  }

  private Actor by() {
    return platform.room(PlatformIdentity.class).actor();
  }

  private static Facility facility(Member member, String oid, String name) {
    return new Facility(FacilityId.next(Clock.systemUTC()), member.id(), new Oid(oid), null, name);
  }

  private void worker(String login, Role role, List<Facility> at) {
    var id = PractitionerId.next(Clock.systemUTC());
    var from = LocalDate.parse("2020-01-01");
    var people = platform.room(People.class);
    people.register(
        new Practitioner(id, new JapaneseName("東", "一郎", "ヒガシ", "イチロウ")),
        at.stream().map(one -> new Affiliation(one.id(), role, from, null)).toList(),
        by());
    people.account(login, PASSWORD, id, by());
  }

  private MedicalId patient() {
    return platform
        .room(PatientIndex.class)
        .register(
            new Locator(home, Hub.number(home, "E-1")),
            new Demographics(
                new JapaneseName("結城", "花子", "ユウキ", "ハナコ"),
                LocalDate.parse("1968-04-12"),
                Demographics.Sex.F,
                null),
            by());
  }

  private Element document(String id, String title, String type, byte[] content) {
    var uuid = "urn:uuid:" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    return DocumentEntry.builder(uuid, id, type)
        .patient(Hub.number(home, "E-1"))
        .title(title)
        .build()
        .withStatus(Ebxml.APPROVED)
        .stored(Exchanges.REPOSITORY, Exchanges.sha1(content), content.length)
        .element();
  }

  private void join(Member member, Path folder) throws Exception {
    platform
        .room(CredentialIssue.class)
        .tls(member.id(), List.of("127.0.0.1", "localhost"), folder);
    community = new ScriptedCommunity(TlsMaterial.load(folder).context());
    byte[] text = Exchanges.text("1.1");
    community
        .on(
            "/iti38",
            new ScriptedRegistry()
                .holds(
                    document("1.1", "文書", "text/plain", text),
                    document("1.2", "壊れた文書", "text/xml", GARBLED),
                    document("1.3", "大きな文書", "text/xml", new byte[5 << 20])))
        .on(
            "/iti39",
            (request, connection) -> {
              var id = RetrieveRequest.parse(request.body()).documents().getFirst().uniqueId();
              var content = id.equals("1.1") ? text : GARBLED;
              Exchanges.delivers(Shared.SPOOL, home, List.of(id), List.of(content))
                  .answer(request, connection);
            });
    platform
        .room(ServiceDirectory.class)
        .join(
            new Route(
                home,
                member.id(),
                "東地域",
                community.at("/iti55"),
                community.at("/iti38"),
                community.at("/iti39"),
                Set.of(Hub.assigner(home))),
            by());
  }
}
