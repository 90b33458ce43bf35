package org.musubi.idp.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.core.FacilityId;
import org.musubi.core.JapaneseName;
import org.musubi.core.MemberId;
import org.musubi.core.PractitionerId;
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
import org.musubi.ihe.PatientIdentifier;
import org.musubi.mpi.Demographics;
import org.musubi.mpi.Locator;
import org.musubi.mpi.PatientIndex;
import org.musubi.service.Route;
import org.musubi.service.ServiceDirectory;
import org.musubi.support.RunningPlatform;

/** The running platform, asked over TLS as a browser would. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInOverTlsTest {
  private static final String PASSWORD = "a long enough password";

  private RunningPlatform platform;
  private List<Facility> facilities;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    platform = new RunningPlatform(data);
    people();
  }

  private void people() {
    var by = platform.room(PlatformIdentity.class).actor();
    var east = new Member(new MemberId(UUID.randomUUID()), Member.Kind.REGIONAL_NETWORK, "東地域");
    facilities =
        List.of(
            new Facility(
                new FacilityId(UUID.randomUUID()), east.id(), new Oid("1.2.3.1"), null, "東中央病院"),
            new Facility(
                new FacilityId(UUID.randomUUID()), east.id(), new Oid("1.2.3.2"), null, "東診療所"));
    platform.room(Facilities.class).register(east, facilities, by);
    person("one", facilities.subList(0, 1));
    person("two", facilities);
    person("wrong", facilities.subList(0, 1));
  }

  private void person(String login, List<Facility> at) {
    var by = platform.room(PlatformIdentity.class).actor();
    var id = new PractitionerId(UUID.randomUUID());
    var from = LocalDate.parse("2020-01-01");
    platform
        .room(People.class)
        .register(
            new Practitioner(id, new JapaneseName("結城", "一郎", "ユウキ", "イチロウ")),
            at.stream()
                .map(facility -> new Affiliation(facility.id(), Role.PRACTITIONER, from, null))
                .toList(),
            by);
    platform.room(People.class).account(login, PASSWORD, id, by);
  }

  /** Whoever is signed in when the platform stops has an end on the trail. */
  @AfterAll
  void stop() throws Exception {
    platform.browser().signIn("one", PASSWORD);

    platform.close();

    assertThat(platform.closedEntries("SIGN_OUT")).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/patients", "/me/history", "/no-such-page", "/error", "/sign-out"})
  void aStrangerIsSentToTheSignIn(String path) throws Exception {
    var answer = platform.browser().get(path);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/sign-in");
  }

  @Test
  void theSignInPageIsJapaneseAndGuarded() throws Exception {
    var answer = platform.browser().get("/sign-in");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("<h1>サインイン</h1>", "lang=\"ja\"");
    var headers = answer.headers();
    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    assertThat(headers.firstValue("Strict-Transport-Security").orElseThrow())
        .contains("max-age=31536000");
    assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
    assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(headers.firstValue("Server")).isEmpty();
    assertThat(headers.firstValue("Set-Cookie").orElseThrow())
        .startsWith("__Host-musubi=")
        .contains("Secure", "HttpOnly", "SameSite=Strict", "Path=/");
  }

  @Test
  void aDoctorSignsInAndOutUnderANewSession() throws Exception {
    var browser = platform.browser();
    browser.get("/sign-in");
    var before = browser.cookie("__Host-musubi");

    var in = browser.signIn("one", PASSWORD);
    var after = browser.cookie("__Host-musubi");
    var home = browser.get("/");
    var out = browser.post("/sign-out", Map.of("_csrf", browser.token(home)));

    assertThat(in.headers().firstValue("Location").orElseThrow()).endsWith("/");
    assertThat(after).isNotEqualTo(before);
    assertThat(home.statusCode()).isEqualTo(200);
    assertThat(home.body()).contains("結城 一郎", "東中央病院");
    assertThat(out.headers().firstValue("Location").orElseThrow()).endsWith("/sign-in?out");
    assertThat(browser.get("/").statusCode()).isEqualTo(302);
  }

  @Test
  void whoWorksAtTwoFacilitiesChoosesFirst() throws Exception {
    var browser = platform.browser();

    var in = browser.signIn("two", PASSWORD);
    assertThat(in.headers().firstValue("Location").orElseThrow()).endsWith("/sign-in/facility");
    assertThat(browser.get("/").statusCode()).isIn(302, 403);
    var page = browser.get("/sign-in/facility");
    var chosen =
        browser.post(
            "/sign-in/facility",
            Map.of("_csrf", browser.token(page), "facility", facilities.get(1).id().toString()));

    assertThat(page.body()).contains("東中央病院", "東診療所");
    assertThat(chosen.headers().firstValue("Location").orElseThrow()).endsWith("/");
    assertThat(browser.get("/").body()).contains("東診療所");
  }

  @Test
  void aWrongPasswordAndAnUnknownLoginGetTheSameAnswer() throws Exception {
    var wrong = platform.browser().signIn("wrong", "not the password");
    var unknown = platform.browser().signIn("nobody", "not the password");

    assertThat(wrong.statusCode()).isEqualTo(unknown.statusCode()).isEqualTo(302);
    assertThat(wrong.headers().firstValue("Location"))
        .isEqualTo(unknown.headers().firstValue("Location"));
    assertThat(wrong.headers().firstValue("Location").orElseThrow()).endsWith("/sign-in?refused");
  }

  @Test
  void aFormWithoutItsTokenIsRefused() throws Exception {
    var browser = platform.browser();
    browser.get("/sign-in");

    var answer = browser.post("/sign-in", Map.of("login", "one", "password", PASSWORD));

    assertThat(answer.statusCode()).isIn(302, 403);
    assertThat(browser.get("/").statusCode()).isEqualTo(302);
  }

  @Test
  void aPageWithoutTheRightIsForbiddenAndAPageThatIsNotThereIsNotFound() throws Exception {
    var browser = platform.browser();
    browser.signIn("one", PASSWORD);

    var forbidden = browser.get("/me/history");
    var missing = browser.get("/no-such-page");

    assertThat(forbidden.statusCode()).isEqualTo(403);
    assertThat(forbidden.body()).contains("権限がありません").doesNotContain("Exception", "org.");
    assertThat(forbidden.headers().firstValue("Content-Language")).contains("ja");
    platform.awaitEntry("\"REFUSED\"", "NO_RIGHT", "/me/history");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("お探しのページはありません").doesNotContain("Exception", "org.");
  }

  @Test
  void aProgramIsToldTheProblemWithoutInternals() throws Exception {
    var browser = platform.browser();
    browser.signIn("one", PASSWORD);
    browser.accept("application/json");

    var missing = browser.get("/no-such-page");
    var forbidden = browser.get("/me/history");

    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(missing.body())
        .contains("\"status\":404")
        .doesNotContain("path", "timestamp", "no-such-page", "org.");
    assertThat(forbidden.body()).contains("\"status\":403").doesNotContain("history");
  }

  @Test
  void whoeverAPageShowsIsOnTheTrail() throws Exception {
    var by = platform.room(PlatformIdentity.class).actor();
    var home = HomeCommunityId.parse("urn:oid:1.2.3.9");
    var address = URI.create("https://localhost:1/");
    var route =
        new Route(
            home,
            facilities.getFirst().member(),
            "東地域",
            address,
            address,
            address,
            Set.of(new Oid("1.2.3.9.1")));
    platform.room(ServiceDirectory.class).join(route, by);
    var person =
        platform
            .room(PatientIndex.class)
            .register(
                new Locator(home, new PatientIdentifier(new Oid("1.2.3.9.1"), "E-1")),
                new Demographics(
                    new JapaneseName("結城", "花子", "ユウキ", "ハナコ"),
                    LocalDate.parse("1968-04-12"),
                    Demographics.Sex.F,
                    null),
                by);
    var browser = platform.browser();
    browser.signIn("one", PASSWORD);
    var form = browser.get("/patients");

    var found =
        browser.post(
            "/patients", Map.of("_csrf", browser.token(form), "by", "identifier", "number", "E-1"));
    var link = Pattern.compile("/patients/[A-Za-z0-9_-]{16}").matcher(found.body());
    assertThat(link.find()).as("the patient is found").isTrue();
    var shown = browser.get(link.group());

    assertThat(shown.body()).contains("結城 花子");
    var asked = "\"DISCOVER\"";
    platform.awaitEntry(asked, person.toString(), "\"/patients\"");
    platform.awaitEntry(asked, person.toString(), "\"/patients/{handle}\"");
    assertThat(platform.entries(asked, "結城 花子")).isZero();
    browser.post(
        "/patients", Map.of("_csrf", browser.token(form), "by", "identifier", "number", "E-9"));
    platform.awaitEntry(asked, "\"search\":\"identifier\"", "\"found\":\"0\"");
    assertThat(platform.entries("E-9")).as("what was typed").isZero();
  }

  @Test
  void aFragmentForAStrangerSendsTheWholePageToTheSignIn() throws Exception {
    var answer = platform.browser().get("/patients", "HX-Request", "true");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("HX-Redirect")).contains("/sign-in");
  }

  @Test
  void everySignInIsOnTheDurableTrail() throws Exception {
    long before = platform.acts();

    platform.browser().signIn("one", PASSWORD);

    assertThat(platform.acts()).isGreaterThan(before);
  }
}
