package org.musubi.idp.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.Musubi;
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
import org.musubi.support.TestDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The running platform, asked over TLS as a browser would. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInOverTlsTest {
  private static final String PASSWORD = "a long enough password";
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  private ServletWebServerApplicationContext platform;
  private TestDatabase database;
  private String root;
  private SSLContext trust;
  private List<Facility> facilities;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    database = TestDatabase.fresh();
    var arguments =
        Stream.concat(
                Stream.of(database.properties(data)).map(entry -> "--" + entry),
                Stream.of(
                    "--musubi.pages.port=0",
                    "--musubi.ihe.port=0",
                    "--musubi.idp.hash-memory=8192",
                    "--musubi.idp.hash-iterations=1",
                    "--logging.level.org.musubi=warn"))
            .toArray(String[]::new);
    platform =
        (ServletWebServerApplicationContext) new SpringApplication(Musubi.class).run(arguments);
    root = "https://localhost:" + platform.getWebServer().getPort();
    var anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry("root", platform.getBean(PlatformIdentity.class).authority());
    var managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(anchors);
    trust = SSLContext.getInstance("TLS");
    trust.init(null, managers.getTrustManagers(), null);
    people();
  }

  private void people() {
    var by = platform.getBean(PlatformIdentity.class).actor();
    var east = new Member(new MemberId(UUID.randomUUID()), Member.Kind.REGIONAL_NETWORK, "東地域");
    facilities =
        List.of(
            new Facility(
                new FacilityId(UUID.randomUUID()), east.id(), new Oid("1.2.3.1"), null, "東中央病院"),
            new Facility(
                new FacilityId(UUID.randomUUID()), east.id(), new Oid("1.2.3.2"), null, "東診療所"));
    platform.getBean(Facilities.class).register(east, facilities, by);
    person("one", facilities.subList(0, 1));
    person("two", facilities);
    person("wrong", facilities.subList(0, 1));
  }

  private void person(String login, List<Facility> at) {
    var by = platform.getBean(PlatformIdentity.class).actor();
    var id = new PractitionerId(UUID.randomUUID());
    var from = LocalDate.parse("2020-01-01");
    platform
        .getBean(People.class)
        .register(
            new Practitioner(id, new JapaneseName("結城", "一郎", "ユウキ", "イチロウ")),
            at.stream()
                .map(facility -> new Affiliation(facility.id(), Role.PRACTITIONER, from, null))
                .toList(),
            by);
    platform.getBean(People.class).account(login, PASSWORD, id, by);
  }

  /** Whoever is signed in when the platform stops has an end on the trail. */
  @AfterAll
  void stop() throws Exception {
    new Browser().signIn("one", PASSWORD);

    platform.close();

    assertThat(entries("SIGN_OUT", "\"stopped\"")).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/patients", "/me/history", "/no-such-page", "/error", "/sign-out"})
  void aStrangerIsSentToTheSignIn(String path) throws Exception {
    var answer = new Browser().get(path);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/sign-in");
  }

  @Test
  void theSignInPageIsJapaneseAndGuarded() throws Exception {
    var answer = new Browser().get("/sign-in");

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
    var browser = new Browser();
    browser.get("/sign-in");
    var before = browser.cookies.get("__Host-musubi");

    var in = browser.signIn("one", PASSWORD);
    var after = browser.cookies.get("__Host-musubi");
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
    var browser = new Browser();

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
    var wrong = new Browser().signIn("wrong", "not the password");
    var unknown = new Browser().signIn("nobody", "not the password");

    assertThat(wrong.statusCode()).isEqualTo(unknown.statusCode()).isEqualTo(302);
    assertThat(wrong.headers().firstValue("Location"))
        .isEqualTo(unknown.headers().firstValue("Location"));
    assertThat(wrong.headers().firstValue("Location").orElseThrow()).endsWith("/sign-in?refused");
  }

  @Test
  void aFormWithoutItsTokenIsRefused() throws Exception {
    var browser = new Browser();
    browser.get("/sign-in");

    var answer = browser.post("/sign-in", Map.of("login", "one", "password", PASSWORD));

    assertThat(answer.statusCode()).isIn(302, 403);
    assertThat(browser.get("/").statusCode()).isEqualTo(302);
  }

  @Test
  void aPageWithoutTheRightIsForbiddenAndAPageThatIsNotThereIsNotFound() throws Exception {
    var browser = new Browser();
    browser.signIn("one", PASSWORD);

    var forbidden = browser.get("/me/history");
    var missing = browser.get("/no-such-page");

    assertThat(forbidden.statusCode()).isEqualTo(403);
    assertThat(forbidden.body()).contains("権限がありません").doesNotContain("Exception", "org.");
    assertThat(forbidden.headers().firstValue("Content-Language")).contains("ja");
    awaitEntry("\"REFUSED\"", "NO_RIGHT", "/me/history");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("お探しのページはありません").doesNotContain("Exception", "org.");
  }

  @Test
  void aProgramIsToldTheProblemWithoutInternals() throws Exception {
    var browser = new Browser();
    browser.signIn("one", PASSWORD);
    browser.accept = "application/json";

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
    var by = platform.getBean(PlatformIdentity.class).actor();
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
    platform.getBean(ServiceDirectory.class).join(route, by);
    var person =
        platform
            .getBean(PatientIndex.class)
            .register(
                new Locator(home, new PatientIdentifier(new Oid("1.2.3.9.1"), "E-1")),
                new Demographics(
                    new JapaneseName("結城", "花子", "ユウキ", "ハナコ"),
                    LocalDate.parse("1968-04-12"),
                    Demographics.Sex.F,
                    null),
                by);
    var browser = new Browser();
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
    awaitEntry(asked, person.toString(), "\"/patients\"");
    awaitEntry(asked, person.toString(), "\"/patients/{handle}\"");
    assertThat(entries(asked, "結城 花子")).isZero();
    browser.post(
        "/patients", Map.of("_csrf", browser.token(form), "by", "identifier", "number", "E-9"));
    awaitEntry(asked, "\"search\":\"identifier\"", "\"found\":\"0\"");
    assertThat(entries("E-9")).as("what was typed").isZero();
  }

  @Test
  void aFragmentForAStrangerSendsTheWholePageToTheSignIn() throws Exception {
    var answer = new Browser().get("/patients", "HX-Request", "true");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("HX-Redirect")).contains("/sign-in");
  }

  @Test
  void everySignInIsOnTheDurableTrail() throws Exception {
    long before = acts();

    new Browser().signIn("one", PASSWORD);

    assertThat(acts()).isGreaterThan(before);
  }

  private long acts() {
    return JdbcClient.create(database.source())
        .sql(
            "select count(*) from (select act from audit.outbox union select act from audit.entry) a")
        .query(Long.class)
        .single();
  }

  /** Entries of the log, as its index holds them, with all these words. */
  private long entries(String... words) {
    return JdbcClient.create(database.source())
        .sql("select convert_from(entry, 'UTF8') from audit.entry")
        .query(String.class)
        .list()
        .stream()
        .filter(entry -> Stream.of(words).allMatch(entry::contains))
        .count();
  }

  /** The index follows the log by moments. */
  private void awaitEntry(String... words) throws InterruptedException {
    for (int i = 0; i < 100 && entries(words) == 0; i++) {
      Thread.sleep(50);
    }
    assertThat(entries(words)).as(String.join(" ", words)).isPositive();
  }

  /** Keeps cookies and follows nothing. */
  private final class Browser {
    private final HttpClient client = HttpClient.newBuilder().sslContext(trust).build();
    final Map<String, String> cookies = new TreeMap<>();
    String accept = "text/html";

    HttpResponse<String> get(String path, String... headers) throws Exception {
      var request = request(path).GET();
      if (headers.length > 0) {
        request.headers(headers);
      }
      return send(request);
    }

    HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
      var body =
          form.entrySet().stream()
              .map(field ->
                  field.getKey()
                      + "="
                      + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
              .collect(Collectors.joining("&"));
      return send(
          request(path)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> signIn(String login, String password) throws Exception {
      var page = get("/sign-in");
      return post("/sign-in", Map.of("_csrf", token(page), "login", login, "password", password));
    }

    String token(HttpResponse<String> page) {
      var found = TOKEN.matcher(page.body());
      assertThat(found.find()).as("the page holds a form").isTrue();
      return found.group(1);
    }

    private HttpRequest.Builder request(String path) {
      var request = HttpRequest.newBuilder(URI.create(root + path)).header("Accept", accept);
      if (!cookies.isEmpty()) {
        request.header(
            "Cookie",
            cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; ")));
      }
      return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
        throws IOException, InterruptedException {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      for (var cookie : answer.headers().allValues("Set-Cookie")) {
        var pair = cookie.split(";")[0].split("=", 2);
        cookies.put(pair[0], pair[1]);
      }
      return answer;
    }
  }
}
