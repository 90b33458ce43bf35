package org.musubi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.gateway.PopulatedPlatform.find;
import static org.musubi.gateway.PopulatedPlatform.open;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.support.Browser;
import org.musubi.support.RunningPlatform;

/** A patient's part of the trail is made unreadable by two people, on a running platform. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasurePagesTest {
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
  void oneAsksAnotherConfirmsAndTheActCanBeReadNoMore() throws Exception {
    var patient = platform.browser();
    open(patient, "patient", "/me/consents");
    var first = platform.browser();
    open(first, "supervisor", "/trail");
    var event = event(first);
    refused(first.get(event + "/erasure"));
    populated.inquire(first, "supervisor2");
    var erasure = asked(first, event);
    confirm(first, erasure, "true");
    assertThat(first.get(erasure).body()).contains("確認待ち</span>").doesNotContain("消去する</button>");

    var second = platform.browser();
    var page = open(second, "supervisor2", erasure);
    assertThat(page.body()).contains("元に戻せません", "法第1条", "消去する</button>");
    confirm(second, erasure, "false");
    assertThat(second.get(erasure).body()).contains("確認待ち</span>");
    confirm(second, erasure, "true");

    assertThat(second.get(erasure).body()).contains("消去済み</span>").doesNotContain("消去する</button>");
    platform.awaitEntry("\"action\":\"PERSON_KEY_DESTROYED\"", "\"erasure\":");
    assertThat(first.get(event).statusCode()).isEqualTo(404);
  }

  @Test
  void theMembersAuditorsReachNothingOfIt() throws Exception {
    var browser = platform.browser();
    open(browser, "auditor", "/trail");

    assertThat(browser.get("/trail/erasures").statusCode()).isEqualTo(403);
    assertThat(browser.get("/trail/erasures/01990000-0000-7000-8000-000000000001").statusCode())
        .isEqualTo(403);
    assertThat(browser.get("/trail/events/1/erasure").statusCode()).isEqualTo(403);
  }

  private static String event(Browser browser) throws Exception {
    var asked =
        browser.post(
            "/trail",
            Map.of("_csrf", browser.token(browser.get("/trail")), "action", "CONSENT_GIVEN"));
    return find(browser.get(location(asked)), "href=\"(/trail/events/\\d+)\"");
  }

  static String asked(Browser browser, String event) throws Exception {
    var form = browser.get(event + "/erasure");
    var asked =
        browser.post(event + "/erasure", Map.of("_csrf", browser.token(form), "ground", "法第1条"));
    return location(asked);
  }

  static HttpResponse<String> confirm(Browser browser, String erasure, String understood)
      throws Exception {
    return browser.post(
        erasure,
        Map.of(
            "_csrf",
            browser.token(browser.get(erasure)),
            "step",
            "CONFIRM",
            "understood",
            understood));
  }

  private static void refused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
  }

  private static String location(HttpResponse<String> answer) {
    var location = answer.headers().firstValue("Location").orElseThrow();
    return location.substring(location.indexOf("/trail/"));
  }
}
