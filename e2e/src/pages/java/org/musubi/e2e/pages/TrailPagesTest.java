package org.musubi.e2e.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An auditor looks through the trail and has the browser verify what it shows. */
@Tag("slow")
class TrailPagesTest {
  @Test
  void anAuditorFindsAnActAndTheBrowserVerifiesIt() throws IOException {
    aDoctorLooksHanakoUp();
    try (var auditor = Browsing.visitor("auditor")) {
      auditor.follow("証跡の検索");
      assertThat(auditor.barriers()).as("form").isEmpty();
      Inquired.within(auditor);
      search(auditor, "DISCOVER");
      assertThat(auditor.text()).contains("検索結果", "患者の照会", "東中央病院", "東 一郎");
      assertThat(auditor.page().url()).matches("https://[^/]+/trail/[\\w-]+");
      assertThat(auditor.barriers()).as("results").isEmpty();
      auditor.picture("30-trail");

      event(auditor);
      assertThat(auditor.text())
          .contains("証跡番号", "東中央病院", "相互接続基盤での確認：正しい証明です")
          .doesNotContain("花子", "E-1001");
      auditor.press("このブラウザーで検証する");
      var result = auditor.page().locator(".result");
      assertThat(result)
          .containsText(
              "公開鍵", new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
      assertThat(result).containsText("画面のものと同じです");
      assertThat(result).containsText("ルートと同じです");
      assertThat(result).not().containsText("不正");
      assertThat(auditor.barriers()).as("event").isEmpty();
      auditor.picture("31-trail-event");

      var saved = auditor.page().waitForDownload(() -> auditor.follow("証明のファイルを保存する"));
      assertThat(Files.readString(saved.path())).startsWith("c2sp.org/tlog-proof@v1\n");

      auditor.follow("この患者の証跡をさがす");
      assertThat(auditor.text()).contains("患者の照会");
      assertThat(auditor.foreign()).isEmpty();
    }
  }

  @Test
  void anExchangeIsDrawnAcrossTheDemarcationPointsWithWhoWasResponsibleWhere() {
    aDoctorReadsWhatAnotherCommunityHolds();
    try (var auditor = Browsing.visitor("auditor");
        var large = Browsing.visitor(true, 2).signIn("auditor", Browsing.password("auditor"))) {
      var inquiry = Inquired.within(auditor);
      Inquired.choose(large, inquiry);
      search(auditor, "RETRIEVE");
      event(auditor);
      assertThat(auditor.text()).contains("接続元のアドレス", "端末（接続元の申告）", "Chrome");
      auditor.picture("33-trail-event-circumstances");
      auditor.follow("同じ要求で行われたやり取りを図で見る");
      assertThat(auditor.text())
          .contains("文書の取得", "応答側（", "相互接続基盤～提供先のCPE装置", "前提：", "提供の形態は第三者提供", "R8", "R17")
          .doesNotContain("花子", "E-1001", "W-2001");
      assertThat(auditor.page().locator("svg.exchange .arrow"))
          .hasCount(auditor.page().locator("table").first().locator("tbody tr").count());
      assertThat(auditor.barriers()).as("exchange").isEmpty();
      assertThat(auditor.foreign()).isEmpty();
      auditor.picture("34-exchange");
      large.page().navigate(auditor.page().url());
      assertThat(large.barriers()).as("exchange, large").isEmpty();
      large.picture("35-exchange-large");
    }
  }

  @Test
  void whoSearchesIsOnTheTrailAndThePatientSeesWhoOpenedAnAct() {
    aDoctorLooksHanakoUp();
    try (var auditor = Browsing.visitor("auditor");
        var hanako = Browsing.visitor("hanako")) {
      Inquired.within(auditor);
      search(auditor, "DISCOVER");
      event(auditor);
      auditor.follow("証跡の検索");
      search(auditor, "HISTORY_READ");
      assertThat(auditor.text()).contains("閲覧履歴の参照", "南 監子", "運用監視センター");

      hanako.follow("閲覧の記録");
      assertThat(hanako.text()).contains("南 監子", "運用監視センター");
    }
  }

  @Test
  void withoutScriptTheTrailIsSearchedAndItsProofReadAlsoAtTwiceTheSize() {
    aDoctorLooksHanakoUp();
    try (var auditor = Browsing.visitor(false, 2).signIn("auditor", Browsing.password("auditor"))) {
      Inquired.within(auditor);
      search(auditor, "");
      event(auditor);
      assertThat(auditor.text()).contains("ルートまでの経路", "証明のファイルを保存して検証してください");
      assertThat(auditor.page().getByText("このブラウザーで検証する")).isHidden();
      auditor.picture("32-trail-event-large");
    }
  }

  @Test
  void nobodyElseReachesTheTrail() {
    for (var login : new String[] {"doctor", "desk", "hanako"}) {
      try (var other = Browsing.visitor(login)) {
        assertThat(other.page().getByText("証跡の検索")).hasCount(0);
        for (var path : new String[] {"/trail", "/trail/events/0", "/trail/events/0/proof", "/trail/complaints", "/trail/inquiries"}) {
          other.open(path);
          assertThat(other.text()).as(login + path).contains("権限がありません");
        }
      }
    }
  }

  private static void aDoctorLooksHanakoUp() {
    try (var doctor = Browsing.visitor("doctor")) {
      doctor.follow("診療情報をさがす");
      doctor.page().getByLabel("患者番号").fill("E-1001");
      doctor.press("この番号でさがす");
      assertThat(doctor.text()).contains("結城 花子");
    }
  }

  private static void aDoctorReadsWhatAnotherCommunityHolds() {
    try (var doctor = Browsing.visitor("doctor")) {
      doctor.follow("診療情報をさがす");
      doctor.page().getByLabel("患者番号").fill("E-1001");
      doctor.press("この番号でさがす").follow("診療情報を見る");
      doctor.follow("診療情報提供書");
      assertThat(doctor.page().locator("main")).containsText("マルウェア検査");
    }
  }

  private static void search(Visitor auditor, String action) {
    auditor.page().locator("select[name=action]").selectOption(action);
    auditor.press("証跡をさがす");
  }

  private static void event(Visitor auditor) {
    auditor
        .page()
        .locator(".trail li", new Page.LocatorOptions().setHasText("東 一郎"))
        .first()
        .locator("a")
        .click();
  }
}
