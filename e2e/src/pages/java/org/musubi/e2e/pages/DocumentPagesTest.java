package org.musubi.e2e.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Documents of each kind, and what a page says when one is late, refused or in part. */
@Tag("slow")
class DocumentPagesTest {
  private static final String WEST = "西地域医療ネットワーク";
  private static final String PDF = "血液検査報告書";

  @Test
  void aPdfIsFramedWithTheVerdictAndTheRecordOfExactlyThisRelease() {
    try (var doctor = record()) {
      var framed = framed(doctor);

      assertThat(framed.status()).isEqualTo(200);
      assertThat(framed.headerValue("content-type")).isEqualTo("application/pdf");
      assertThat(doctor.text()).contains("結城 花子", WEST, "未検査", "証跡番号");
      assertThat(doctor.barriers()).as("pdf").isEmpty();
      doctor.picture("20-pdf");
    }
  }

  @Test
  void aPdfThatMayNotBeShownIsRefusedOnThePageAndNotInsideAFrame() {
    try (var doctor = record();
        var hanako = Browsing.visitor("hanako")) {
      var framed = framed(doctor);
      assertThat(framed.status()).isEqualTo(200);
      hanako.follow("情報提供の同意").press(WEST + " の同意を撤回する");
      try {
        var page = doctor.page().reload();
        var content = doctor.page().navigate(framed.url());
        doctor.page().goBack();

        assertThat(page.status()).isEqualTo(404);
        assertThat(content.status()).isEqualTo(404);
        assertThat(doctor.text()).contains("文書を開けません", "開示できません", "XDSDocumentUniqueIdError");
        assertThat(doctor.page().locator("iframe")).hasCount(0);
        assertThat(doctor.barriers()).as("refused").isEmpty();
        doctor.picture("21-refused");
      } finally {
        hanako.press(WEST + " の情報提供に同意する");
        assertThat(hanako.page().getByRole(AriaRole.STATUS)).containsText("受け付けました");
      }
    }
  }

  @Test
  void aFhirDocumentShowsWhatItsResourcesSay() {
    try (var doctor = record()) {
      doctor.follow("診療情報提供書（FHIR 文書）");

      assertThat(doctor.text()).contains("確定（final）", "患者：結城 花子", "1968年4月12日（昭和43年）");
      assertThat(doctor.barriers()).as("fhir").isEmpty();
      doctor.picture("22-fhir");
    }
  }

  @Test
  void aDocumentThatTakesLongSaysSoAndAppearsByItself() throws Exception {
    try (var doctor = record()) {
      var west = Browsing.deployment().node("west");
      signal("STOP", west.pid());
      try {
        doctor.follow(PDF);
        assertThat(doctor.text()).contains("文書を取り寄せています");
        assertThat(doctor.barriers()).as("opening").isEmpty();
        doctor.picture("23-opening");
      } finally {
        signal("CONT", west.pid());
      }

      assertThat(doctor.page().locator("iframe"))
          .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
    }
  }

  @Test
  void whoIsLateAndWhoIsDownIsSaidBesideTheOthersAnswers() {
    try (var doctor = record()) {
      assertThat(section(doctor, "計測用地域 x02")).containsText("この地域は現在利用できません");
      assertThat(section(doctor, "計測用地域 x01"))
          .containsText(
              "まだ回答がありません", new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));

      assertThat(section(doctor, WEST)).containsText(PDF);
      assertThat(doctor.barriers()).as("late and down").isEmpty();
      doctor.picture("24-late-and-down");
    }
  }

  @Test
  void theListOfOneCommunityForBrowsersWithoutScriptIsFreeOfBarriers() {
    try (var doctor = Browsing.visitor("doctor")) {
      doctor.page().route("**/htmx.min.js", route -> route.abort());
      find(doctor);
      section(doctor, WEST).getByRole(AriaRole.LINK).click();

      assertThat(doctor.text()).contains("診療情報提供書");
      assertThat(doctor.barriers()).as("list without script").isEmpty();
    }
  }

  @Test
  void theDeskAndTheChoiceOfTheFacilityAreFreeOfBarriers() {
    try (var desk = Browsing.visitor("desk");
        var visiting = Browsing.visitor()) {
      desk.follow("同意の受付");
      desk.page().getByLabel("患者番号").fill("E-1001");
      desk.press("この番号でさがす").follow("同意を受け付ける");
      assertThat(desk.text()).contains("地域ごとの同意");
      assertThat(desk.barriers()).as("desk consents").isEmpty();
      desk.picture("25-desk-consents");

      visiting.open("/");
      visiting.page().getByLabel("利用者ID").fill("visiting");
      visiting.page().getByLabel("パスワード").fill(Browsing.password("visiting"));
      visiting.press("サインイン");
      assertThat(visiting.page().getByRole(AriaRole.HEADING)).containsText("どの施設として利用しますか");
      assertThat(visiting.text()).contains("東町クリニック");
      assertThat(visiting.barriers()).as("facility").isEmpty();
      visiting.picture("26-facility");
    }
  }

  @Test
  void aPatientSeesOneKindOfActAloneAndRepeatsAsOneRow() throws IOException {
    try (var desk = Browsing.visitor("desk");
        var hanako = Browsing.visitor("hanako")) {
      desk.follow("同意の受付");
      desk.page().getByLabel("患者番号").fill("E-1001");
      desk.press("この番号でさがす").follow("同意を受け付ける");
      for (int i = 0; i < 12; i++) {
        desk.page().reload();
      }
      hanako.follow("閲覧の記録");
      var repeated = hanako.page().locator("tr", new Page.LocatorOptions().setHasText("北野 窓香"));

      assertThat(
              repeated.filter(
                  new Locator.FilterOptions().setHasText(Pattern.compile("この日 (1[3-9]|2\\d)回"))))
          .hasCount(1);
      hanako.picture("27-history");
      hanako.page().getByLabel("内容").selectOption("DISCOVER");
      hanako.press("この内容だけを表示する");
      assertThat(hanako.page().getByRole(AriaRole.TABLE)).not().containsText("閲覧履歴の参照");
      assertThat(hanako.barriers()).as("history by kind").isEmpty();
      hanako.picture("28-history-kind");
    }
  }

  /** What the frame of the PDF's page was answered. */
  private static Response framed(Visitor doctor) {
    return doctor
        .page()
        .waitForResponse(
            response -> response.url().endsWith("/content"), () -> doctor.follow(PDF));
  }

  private static Visitor record() {
    var doctor = Browsing.visitor("doctor");
    find(doctor);
    // The first answer of processes that have just started takes its time.
    assertThat(section(doctor, WEST))
        .containsText(PDF, new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
    return doctor;
  }

  private static void find(Visitor doctor) {
    doctor.follow("診療情報をさがす");
    doctor.page().getByLabel("患者番号").fill("E-1001");
    doctor.press("この番号でさがす").follow("診療情報を見る");
  }

  private static Locator section(Visitor doctor, String community) {
    return doctor.page().locator("section", new Page.LocatorOptions().setHasText(community));
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
  }
}
