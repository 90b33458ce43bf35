package org.musubi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
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

/** Taking parts of the trail away, on the pages of a running platform. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrailExportPagesTest {
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
  void whatASearchFoundIsTakenAwayAsAFileOnceItIsPrepared() throws Exception {
    var browser = platform.browser();
    var ready = exported(browser, "supervisor", "CONSENT_GIVEN");

    assertThat(ready.body()).contains("準備ができました（1件");
    var file = browser.get(path(ready) + "/file");
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Type")).hasValue("application/zip");
    assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("attachment")
        .contains("musubi-trail-");
  }

  @Test
  void anotherSessionDoesNotReachIt() throws Exception {
    var browser = platform.browser();
    var ready = exported(browser, "supervisor", "SIGN_IN");
    var other = platform.browser();
    open(other, "supervisor", "/trail");
    assertThat(other.get(path(ready)).statusCode()).isEqualTo(404);
    assertThat(other.get(path(ready) + "/file").statusCode()).isEqualTo(404);
  }

  @Test
  void theLogItselfIsForTheOperatorsAuditorsOnly() throws Exception {
    var browser = platform.browser();
    var form = open(browser, "auditor", "/trail");
    assertThat(browser.get("/trail/archive").body()).doesNotContain("書き出しを始める</button>");
    var asked = archive(browser, form, "2026-01-01", "2026-01-02");
    assertThat(asked.statusCode()).isEqualTo(403);
    platform.awaitEntry("\"result\":\"REFUSED\"", "/trail/archive");
  }

  @Test
  void daysThatAreNoneAreRefusedWithTheCause() throws Exception {
    var browser = platform.browser();
    var form = open(browser, "supervisor", "/trail/archive");
    populated.inquire(browser, "supervisor2");
    assertThat(archive(browser, form, "2026-02-30", "2026-03-01").body()).contains("日付が正しくありません");
    assertThat(archive(browser, form, "2026-03-02", "2026-03-01").body())
        .contains("最後の日は、最初の日以降の日付");
    var none = archive(browser, form, "2020-03-01", "2020-03-02");
    assertThat(awaited(browser, none).body()).contains("書き出す証跡がありません");
  }

  private static HttpResponse<String> archive(
      Browser browser, HttpResponse<String> form, String from, String until) throws Exception {
    return browser.post(
        "/trail/archive", Map.of("_csrf", browser.token(form), "from", from, "until", until));
  }

  private HttpResponse<String> exported(Browser browser, String login, String action)
      throws Exception {
    var form = open(browser, login, "/trail");
    populated.inquire(browser, "supervisor2");
    var asked = browser.post("/trail", Map.of("_csrf", browser.token(form), "action", action));
    var search = location(asked);
    var found = browser.get(search);
    var ordered = browser.post(search + "/export", Map.of("_csrf", browser.token(found)));
    return awaited(browser, ordered);
  }

  private static HttpResponse<String> awaited(Browser browser, HttpResponse<String> ordered)
      throws Exception {
    var page = browser.get(location(ordered));
    for (int i = 0; i < 200 && page.body().contains("準備しています"); i++) {
      Thread.sleep(50);
      page = browser.get(location(ordered));
    }
    return page;
  }

  private static String path(HttpResponse<String> page) {
    return page.uri().getPath();
  }

  private static String location(HttpResponse<String> answer) {
    var location = answer.headers().firstValue("Location").orElseThrow();
    return location.substring(location.indexOf("/trail/"));
  }
}
