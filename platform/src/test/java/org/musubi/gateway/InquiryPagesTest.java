package org.musubi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.gateway.PopulatedPlatform.asked;
import static org.musubi.gateway.PopulatedPlatform.find;
import static org.musubi.gateway.PopulatedPlatform.open;
import static org.musubi.gateway.PopulatedPlatform.step;

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

/** Four eyes over auditors, on the pages of a running platform. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InquiryPagesTest {
  private PopulatedPlatform populated;
  private RunningPlatform platform;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    populated = new PopulatedPlatform(data);
    platform = populated.platform;
    var doctor = platform.browser();
    PopulatedPlatform.search(doctor, open(doctor, "doctor", "/patients"), "/patients");
  }

  @AfterAll
  void end() throws Exception {
    populated.close();
  }

  @Test
  void withoutAnInquiryActsAreListedAndNoneAboutAPatientIsOpenedOrTakenAway() throws Exception {
    var browser = platform.browser();
    open(browser, "supervisor", "/trail");

    var search = search(browser, Map.of("action", "CONSENT_GIVEN"));
    var list = browser.get(search);
    var event = find(list, "href=\"(/trail/events/\\d+)\"");

    assertThat(list.body()).contains("検索結果", "承認された<a href=\"/trail/inquiries\">調査</a>が必要");
    refused(browser.get(event));
    refused(browser.get(event + "/proof"));
    refused(browser.get(event + "/opened"));
    refused(browser.post(search + "/export", Map.of("_csrf", browser.token(list))));
    refused(browser.get(search(browser, Map.of("text", "E-1"))));
    refused(browser.get(search(browser, Map.of("person", "D-17"))));
    refused(browser.get("/trail/exchange/01990000-0000-7000-8000-000000000001"));
    platform.awaitEntry("\"result\":\"REFUSED\"", "/trail/events/{position}/opened");
  }

  @Test
  void anActAboutNobodyIsOpenedWithoutOne() throws Exception {
    var browser = platform.browser();
    open(browser, "supervisor", "/trail");
    var list = browser.get(search(browser, Map.of("action", "SIGN_IN")));

    var event = browser.get(find(list, "href=\"(/trail/events/\\d+)\""));

    assertThat(event.statusCode()).isEqualTo(200);
  }

  @Test
  void withinOneThatAnotherApprovedItIsOpenedUntilItIsEndedAndInThisSessionOnly() throws Exception {
    var browser = platform.browser();
    open(browser, "auditor", "/trail");
    var event = event(browser);
    var inquiry = asked(browser);
    assertThat(step(browser, inquiry, "CHOOSE").headers().firstValue("Location").orElseThrow())
        .endsWith(inquiry);
    refused(browser.get(event));
    var other = platform.browser();
    open(other, "auditor2", "/trail");
    assertThat(other.get(inquiry).body()).contains("閲覧の確認", "窓口", "承認する");
    step(other, inquiry, "APPROVE");
    step(browser, inquiry, "CHOOSE");

    var opened = browser.get(event);

    assertThat(opened.statusCode()).isEqualTo(200);
    var number = find(opened, "調査 <a href=\"" + inquiry + "\">([^<]+)</a> を実施中");
    platform.awaitEntry("\"action\":\"HISTORY_READ\"", "\"inquiry\":\"" + number + "\"");
    var again = platform.browser();
    open(again, "auditor", "/trail");
    refused(again.get(event));
    refused(other.get(event));
    step(again, inquiry, "END");
    refused(browser.get(event));
    assertThat(browser.get("/trail").body()).doesNotContain("を実施中");
  }

  @Test
  void nobodyApprovesTheirOwnAndAForeignMemberReachesNone() throws Exception {
    var supervisor = platform.browser();
    open(supervisor, "supervisor", "/trail");
    var inquiry = asked(supervisor);
    assertThat(supervisor.get(inquiry).body()).doesNotContain("承認する</button>");
    step(supervisor, inquiry, "APPROVE");
    var foreign = platform.browser();
    open(foreign, "auditor", "/trail");

    assertThat(foreign.get(inquiry).statusCode()).isEqualTo(404);
    assertThat(step(foreign, inquiry, "APPROVE").statusCode()).isEqualTo(404);
    assertThat(foreign.get("/trail/inquiries").body()).doesNotContain(inquiry);
    assertThat(supervisor.get(inquiry).body()).contains("承認待ち</span>");
  }

  @Test
  void anUrgentOneBeginsAtOnceAndIsListedUntilItWasReviewed() throws Exception {
    var browser = platform.browser();
    open(browser, "auditor", "/trail");
    var event = event(browser);
    var form = browser.get("/trail/inquiries");
    var opened =
        browser.post(
            "/trail/inquiries",
            Map.of(
                "_csrf",
                browser.token(form),
                "purpose",
                "今すぐ",
                "asker",
                "窓口",
                "lasting",
                "PT1H",
                "urgent",
                "true"));
    var inquiry = opened.headers().firstValue("Location").orElseThrow();
    inquiry = inquiry.substring(inquiry.indexOf("/trail/"));
    assertThat(browser.get(event).statusCode()).isEqualTo(200);
    var supervisor = platform.browser();
    var waiting = open(supervisor, "supervisor", "/trail/inquiries").body();
    assertThat(waiting).contains(inquiry).contains("確認待ち");

    step(supervisor, inquiry, "DOUBTFUL");

    refused(browser.get(event));
    assertThat(supervisor.get(inquiry).body()).contains("要調査</span>").doesNotContain("妥当とする");
  }

  @Test
  void whatIsMissingOrTooLongIsSaidInWordsAndNothingIsOpened() throws Exception {
    var browser = platform.browser();
    var form = open(browser, "auditor", "/trail/inquiries");

    for (var wrong : new String[][] {{"", "窓口", "PT1H"}, {"目的", "", "PT1H"}, {"目的", "窓口", "P8D"}}) {
      var answer =
          browser.post(
              "/trail/inquiries",
              Map.of(
                  "_csrf",
                  browser.token(form),
                  "purpose",
                  wrong[0],
                  "asker",
                  wrong[1],
                  "lasting",
                  wrong[2]));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("入力を確認してください");
    }
  }

  /** The address of an act about a patient, found without an inquiry. */
  private static String event(Browser browser) throws Exception {
    var found = browser.get(search(browser, Map.of("action", "DISCOVER")));
    return find(found, "href=\"(/trail/events/\\d+)\"");
  }

  private static void refused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(answer.body()).contains("承認した、期間中の調査が必要です");
  }

  private static String search(Browser browser, Map<String, String> asked) throws Exception {
    var form = new java.util.HashMap<>(asked);
    form.put("_csrf", browser.token(browser.get("/trail")));
    var answer = browser.post("/trail", form);
    var location = answer.headers().firstValue("Location").orElseThrow();
    return location.substring(location.indexOf("/trail/"));
  }
}
