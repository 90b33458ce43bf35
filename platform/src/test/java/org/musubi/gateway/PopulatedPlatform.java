package org.musubi.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.musubi.consent.Consents;
import org.musubi.core.Actor;
import org.musubi.core.FacilityId;
import org.musubi.core.JapaneseName;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;
import org.musubi.core.PractitionerId;
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

/** A running platform with a community, and people who may do something each. */
final class PopulatedPlatform implements AutoCloseable {
  static final String PASSWORD = "a long enough password";
  private static final byte[] GARBLED = "<section>読めない内容</section".getBytes(StandardCharsets.UTF_8);

  final HomeCommunityId home = Exchanges.home(9);
  final RunningPlatform platform;
  final MemberId member;
  private final ScriptedCommunity community;

  PopulatedPlatform(Path data) throws Exception {
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
    worker("auditor2", Role.AUDITOR, facilities.subList(0, 1));
    var operator = platform.room(PlatformIdentity.class).operator();
    var center = List.of(facility(operator, "1.2.3.3", "運用監視センター"));
    platform.room(Facilities.class).register(operator, center, by());
    worker("supervisor", Role.AUDITOR, center);
    worker("supervisor2", Role.AUDITOR, center);
    var patient = patient();
    platform.room(People.class).patientAccount("patient", PASSWORD, patient, "結城 花子", by());
    platform.room(Consents.class).give(patient, home, by());
    community = join(network, data.resolve("community"));
  }

  /** Asked again while the document is coming. */
  static HttpResponse<String> opened(Browser browser, String document) throws Exception {
    var page = browser.get(document);
    for (int i = 0; i < 60 && page.statusCode() == 202; i++) {
      Thread.sleep(500);
      page = browser.get(document);
    }
    assertThat(page.statusCode()).isEqualTo(200);
    return page;
  }

  static HttpResponse<String> open(Browser browser, String login, String path) throws Exception {
    browser.signIn(login, PASSWORD);
    return browser.get(path);
  }

  /** An inquiry of an auditor who has signed in, before anybody approved it: its page. */
  static String asked(Browser browser) throws Exception {
    var form = browser.get("/trail/inquiries");
    var opened =
        browser.post(
            "/trail/inquiries",
            Map.of(
                "_csrf",
                browser.token(form),
                "purpose",
                "閲覧の確認",
                "asker",
                "窓口",
                "lasting",
                "PT1H"));
    var location = opened.headers().firstValue("Location").orElseThrow();
    return location.substring(location.indexOf("/trail/"));
  }

  /** Somebody takes a step of an inquiry. */
  static HttpResponse<String> step(Browser browser, String inquiry, String step) throws Exception {
    return browser.post(
        inquiry, Map.of("_csrf", browser.token(browser.get("/trail/complaints")), "step", step));
  }

  /** An auditor who has signed in looks within an inquiry from here on, approved by another. */
  String inquire(Browser browser, String approver) throws Exception {
    var inquiry = asked(browser);
    var other = platform.browser();
    other.signIn(approver, PASSWORD);
    step(other, inquiry, "APPROVE");
    step(browser, inquiry, "CHOOSE");
    return inquiry;
  }

  static HttpResponse<String> search(Browser browser, HttpResponse<String> form, String path)
      throws Exception {
    return browser.post(
        path, Map.of("_csrf", browser.token(form), "by", "identifier", "number", "E-1"));
  }

  static String find(HttpResponse<String> page, String pattern) {
    var found = Pattern.compile(pattern).matcher(page.body());
    assertThat(found.find()).as(pattern + " in " + page.body()).isTrue();
    return found.group(1);
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

  private ScriptedCommunity join(Member member, Path folder) throws Exception {
    platform
        .room(CredentialIssue.class)
        .tls(member.id(), List.of("127.0.0.1", "localhost"), folder);
    var joined = new ScriptedCommunity(TlsMaterial.load(folder).context());
    byte[] text = Exchanges.text("1.1");
    joined
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
                joined.at("/iti55"),
                joined.at("/iti38"),
                joined.at("/iti39"),
                Set.of(Hub.assigner(home))),
            by());
    return joined;
  }

  @Override
  public void close() throws Exception {
    platform.close();
    community.close();
  }
}
