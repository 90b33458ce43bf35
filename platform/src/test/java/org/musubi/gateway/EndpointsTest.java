package org.musubi.gateway;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.gateway.PopulatedPlatform.find;
import static org.musubi.gateway.PopulatedPlatform.open;
import static org.musubi.gateway.PopulatedPlatform.opened;
import static org.musubi.gateway.PopulatedPlatform.search;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.audit.Action;
import org.musubi.gateway.iti20.AuditFeedTest;
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
  private static final String DOCUMENT = "/patients/{handle}/documents/{document}";
  private static final String COMPLAINT = "/me/history/{position}/complaint";

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
          entry("GET /trail/archive", "an empty form"),
          entry("GET /trail/exports/{export}", "how far an export is that is recorded"),
          entry("POST /trail", "leads to the search, which is recorded"),
          entry("ANY /error", "says what was refused, which is recorded where it was"),
          entry("GET " + DOCUMENT + "/progress", "whether an opening that is recorded has ended"));

  /** What has tests of its own, on the port of the transactions. */
  private static final Map<String, Class<?>> ELSEWHERE =
      Map.of(
          "ANY /iti38", NoRecordNoActTest.class,
          "ANY /iti39", NoRecordNoActTest.class,
          "ANY /iti55", NoRecordNoActTest.class,
          "ANY /iti20", AuditFeedTest.class,
          "ANY /iti20/AuditEvent", AuditFeedTest.class,
          "ANY /iti81/AuditEvent", AuditRetrievalTest.class);

  private final Set<String> visited = new HashSet<>();
  private PopulatedPlatform populated;
  private RunningPlatform platform;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    populated = new PopulatedPlatform(data);
    platform = populated.platform;
  }

  @AfterAll
  void end() throws Exception {
    populated.close();
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
    browser.signIn("patient", PopulatedPlatform.PASSWORD);
    var consents = visit("GET /me/consents", Action.DISCOVER, () -> browser.get("/me/consents"));
    visit(
        "POST /me/consents",
        Action.CONSENT_GIVEN,
        () -> say(browser, consents, "/me/consents", "CONSENT"));
    var history = visit("GET /me/history", Action.HISTORY_READ, () -> browser.get("/me/history"));
    var complaint = find(history, "href=\"(/me/history/\\d+/complaint)\"");
    var form = visit("GET " + COMPLAINT, Action.HISTORY_READ, () -> browser.get(complaint));
    visit(
        "POST " + COMPLAINT,
        Action.COMPLAINT_RAISED,
        () ->
            browser.post(
                complaint,
                Map.of("_csrf", browser.token(form), "reason", "NO_VISIT", "confirmed", "true")));
  }

  private void theAuditor() throws Exception {
    var browser = platform.browser();
    var form = open(browser, "auditor", "/trail");
    theInquiry(browser);
    var asked = browser.post("/trail", Map.of("_csrf", browser.token(form), "action", "RETRIEVE"));
    var search = asked.headers().firstValue("Location").orElseThrow();
    var path = search.substring(search.indexOf("/trail/"));
    var found = visit("GET /trail/{search}", Action.HISTORY_READ, () -> browser.get(path));
    var event = find(found, "href=\"(/trail/events/\\d+)\"");
    var shown =
        visit("GET /trail/events/{position}", Action.HISTORY_READ, () -> browser.get(event));
    var exchange = find(shown, "href=\"(/trail/exchange/[0-9a-f-]{36})\"");
    visit("GET /trail/exchange/{exchange}", Action.HISTORY_READ, () -> browser.get(exchange));
    visit(
        "GET /trail/events/{position}/proof",
        Action.HISTORY_READ,
        () -> browser.get(event + "/proof"));
    var list =
        visit("GET /trail/complaints", Action.HISTORY_READ, () -> browser.get("/trail/complaints"));
    var address = find(list, "href=\"(/trail/complaints/[0-9a-f-]{36})\"");
    var complaint =
        visit("GET /trail/complaints/{complaint}", Action.HISTORY_READ, () -> browser.get(address));
    visit(
        "POST /trail/complaints/{complaint}",
        Action.COMPLAINT_ANSWERED,
        () ->
            browser.post(
                address,
                Map.of("_csrf", browser.token(complaint), "step", "ANSWERED", "answer", "確認しました")));
    assertThat(browser.get(event + "/opened").statusCode()).isEqualTo(403);
    theExports(browser, path, found, event);
  }

  private void theInquiry(Browser browser) throws Exception {
    visit("GET /trail/inquiries", Action.HISTORY_READ, () -> browser.get("/trail/inquiries"));
    var inquiry = new String[1];
    visit(
        "POST /trail/inquiries",
        Action.INQUIRY_OPENED,
        () -> browser.get(inquiry[0] = PopulatedPlatform.asked(browser)));
    visit("GET /trail/inquiries/{inquiry}", Action.HISTORY_READ, () -> browser.get(inquiry[0]));
    var other = platform.browser();
    open(other, "auditor2", "/trail");
    visit(
        "POST /trail/inquiries/{inquiry}",
        Action.INQUIRY_APPROVED,
        () -> PopulatedPlatform.step(other, inquiry[0], "APPROVE"));
    PopulatedPlatform.step(browser, inquiry[0], "CHOOSE");
  }

  private void theExports(Browser browser, String search, HttpResponse<String> found, String event)
      throws Exception {
    var ordered =
        visit(
            "POST /trail/{search}/export",
            Action.TRAIL_EXPORTED,
            () -> browser.post(search + "/export", Map.of("_csrf", browser.token(found))));
    var location = ordered.headers().firstValue("Location").orElseThrow();
    var export = location.substring(location.indexOf("/trail/"));
    visit(
        "GET /trail/exports/{export}/file",
        Action.TRAIL_EXPORTED,
        () -> {
          while (browser.get(export).body().contains("準備しています")) {
            Thread.sleep(100);
          }
          return browser.get(export + "/file");
        });
    var supervisor = platform.browser();
    var form = open(supervisor, "supervisor", "/trail/archive");
    populated.inquire(supervisor, "supervisor2");
    visit(
        "GET /trail/events/{position}/opened",
        Action.HISTORY_READ,
        () -> supervisor.get(event + "/opened"));
    theErasure(supervisor, event);
    visit(
        "POST /trail/archive",
        Action.TRAIL_EXPORTED,
        () ->
            supervisor.post(
                "/trail/archive",
                Map.of(
                    "_csrf", supervisor.token(form), "from", "2020-01-01", "until", "2099-12-31")));
  }

  private void theErasure(Browser first, String event) throws Exception {
    visit(
        "GET /trail/events/{position}/erasure",
        Action.HISTORY_READ,
        () -> first.get(event + "/erasure"));
    var erasure = new String[1];
    visit(
        "POST /trail/events/{position}/erasure",
        Action.ERASURE_REQUESTED,
        () -> first.get(erasure[0] = ErasurePagesTest.asked(first, event)));
    visit("GET /trail/erasures", Action.HISTORY_READ, () -> first.get("/trail/erasures"));
    visit("GET /trail/erasures/{erasure}", Action.HISTORY_READ, () -> first.get(erasure[0]));
    var second = platform.browser();
    open(second, "supervisor2", "/trail");
    visit(
        "POST /trail/erasures/{erasure}",
        Action.PERSON_KEY_DESTROYED,
        () -> ErasurePagesTest.confirm(second, erasure[0], "true"));
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

  private HttpResponse<String> say(
      Browser browser, HttpResponse<String> page, String path, String what) throws Exception {
    return browser.post(
        path,
        Map.of("_csrf", browser.token(page), "community", populated.home.toString(), "say", what));
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
}
