package org.musubi.e2e.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class PagesTest {
  @Test
  void aDoctorReadsARecordHeldInAnotherRegionInFourSteps() {
    try (var doctor = visitor()) {
      doctor.open("/").picture("01-sign-in");
      doctor.signIn("doctor", Browsing.password("doctor")).picture("02-home");
      doctor.follow("診療情報をさがす").picture("03-search");
      doctor.page().getByLabel("患者番号").fill("E-1001");
      doctor.press("この番号でさがす").picture("04-found");
      doctor.follow("診療情報を見る");
      assertThat(doctor.page().getByText("診療情報提供書").first()).isVisible();
      doctor.picture("05-record");
      doctor.follow("診療情報提供書").picture("06-document");

      assertThat(doctor.text())
          .contains("結城 花子")
          .contains("西地域医療ネットワーク")
          .contains("未検査");
      assertThat(doctor.foreign()).isEmpty();
    }
  }

  @Test
  void aPatientIsFoundByKanaAndBirthDateInTheJapaneseEra() {
    try (var doctor = visitor().signIn("doctor", Browsing.password("doctor"))) {
      search(doctor, "ゆうき", "はなこ", "昭和", "43", "4", "12");

      assertThat(doctor.text()).contains("1件").contains("1968年4月12日（昭和43年）");
    }
  }

  @Test
  void aNameOutsideTheBasicPlaneIsShownAsWritten() {
    try (var doctor = visitor().signIn("doctor", Browsing.password("doctor"))) {
      search(doctor, "ヨシダ", "タロウ", "", "1975", "11", "3");

      assertThat(doctor.text()).contains("𠮷田 太郎");
    }
  }

  @Test
  void aPatientOfAnotherRegionCannotBeFound() {
    try (var doctor = visitor().signIn("doctor", Browsing.password("doctor"))) {
      search(doctor, "サトウ", "ジロウ", "昭和", "25", "1", "20");

      assertThat(doctor.text()).contains("該当する方が見つかりません");
      doctor.picture("07-not-found");
    }
  }

  @Test
  void aWrongDateIsExplained() {
    try (var doctor = visitor().signIn("doctor", Browsing.password("doctor"))) {
      search(doctor, "ユウキ", "ハナコ", "", "1968", "2", "30");

      assertThat(doctor.text()).contains("生年月日が正しくありません");
      doctor.picture("08-wrong-date");
    }
  }

  @Test
  void withoutScriptTheDocumentsAreReachedByLinks() {
    try (var doctor =
        Browsing.visitor(false, 1)
            .signIn("doctor", Browsing.password("doctor"))) {
      doctor.follow("診療情報をさがす");
      doctor.page().getByLabel("患者番号").fill("E-1001");
      doctor.press("この番号でさがす").follow("診療情報を見る");
      doctor.page().locator("section", new com.microsoft.playwright.Page.LocatorOptions().setHasText("西地域医療ネットワーク")).getByText("文書の一覧を表示する").click();

      assertThat(doctor.text()).contains("診療情報提供書");
    }
  }

  @Test
  @DisplayName("A patient says yes, no, who looked")
  void aPatientWithdrawsSeesItAtOnceAndSeesWhoLooked() {
    try (var doctor = visitor().signIn("doctor", Browsing.password("doctor"));
        var taro = visitor().signIn("taro", Browsing.password("taro"))) {
      taro.follow("情報提供の同意").picture("09-consents");
      taro.press("東地域医療ネットワーク の情報提供に同意する");
      assertThat(taro.page().getByRole(com.microsoft.playwright.options.AriaRole.STATUS)).containsText("受け付けました");
      taro.picture("10-consented");
      doctor.follow("診療情報をさがす");
      doctor.page().getByLabel("患者番号").fill("E-1002");
      doctor.press("この番号でさがす").follow("診療情報を見る");
      assertThat(doctor.text()).contains("東地域医療ネットワーク");
      taro.press("東地域医療ネットワーク の同意を撤回する");
      doctor.page().reload();
      assertThat(doctor.text()).contains("閲覧できる診療情報はありません");
      doctor.picture("11-nothing-to-see");
      taro.follow("閲覧の記録").picture("12-who-looked");

      assertThat(taro.text()).contains("東中央病院").contains("文書一覧の照会");
    }
  }

  @Test
  void everyPageIsFreeOfBarriersAlsoAtTwiceTheSize() {
    try (var doctor = Browsing.visitor(true, 2);
        var hanako = Browsing.visitor(true, 2);
        var desk = Browsing.visitor(true, 2)) {
      doctor.open("/");
      assertThat(doctor.barriers()).as("sign-in").isEmpty();
      doctor.signIn("doctor", Browsing.password("doctor"));
      assertThat(doctor.barriers()).as("home").isEmpty();
      doctor.follow("診療情報をさがす");
      doctor.page().getByLabel("患者番号").fill("E-1001");
      doctor.press("この番号でさがす");
      assertThat(doctor.barriers()).as("search").isEmpty();
      doctor.follow("診療情報を見る");
      assertThat(doctor.page().getByText("診療情報提供書").first()).isVisible();
      assertThat(doctor.barriers()).as("record").isEmpty();
      doctor.follow("診療情報提供書").picture("13-document-large");
      assertThat(doctor.barriers()).as("document").isEmpty();
      hanako.signIn("hanako", Browsing.password("hanako")).follow("情報提供の同意");
      assertThat(hanako.barriers()).as("consents").isEmpty();
      hanako.follow("閲覧の記録").picture("14-history-large");
      assertThat(hanako.barriers()).as("history").isEmpty();
      desk.signIn("desk", Browsing.password("desk")).follow("同意の受付");
      assertThat(desk.barriers()).as("desk").isEmpty();
      desk.open("/no-such-page").picture("15-not-found");
      assertThat(desk.barriers()).as("error").isEmpty();
    }
  }

  @Test
  void nobodyOpensAPageOutsideTheirRight() {
    try (var desk = visitor().signIn("desk", Browsing.password("desk"))) {
      desk.open("/patients");

      assertThat(desk.text()).contains("権限がありません");
      desk.picture("16-no-right");
    }
  }

  private static Visitor visitor() {
    return Browsing.visitor();
  }

  private static void search(
      Visitor doctor, String family, String given, String era, String year, String month, String day) {
    doctor.follow("診療情報をさがす");
    doctor.page().getByLabel("セイ").fill(family);
    doctor.page().getByLabel("メイ").fill(given);
    doctor.page().locator("select[name=era]").selectOption(era);
    doctor.page().locator("input[name=year]").fill(year);
    doctor.page().locator("input[name=month]").fill(month);
    doctor.page().locator("input[name=day]").fill(day);
    doctor.press("氏名と生年月日でさがす");
  }
}
