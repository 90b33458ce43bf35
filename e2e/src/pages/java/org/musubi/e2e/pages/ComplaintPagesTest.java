package org.musubi.e2e.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A patient complains of a look, and is answered. */
@Tag("slow")
class ComplaintPagesTest {
  @Test
  void aPatientComplainsByKeyboardAloneAndIsAnsweredInTheHistory() {
    aDoctorLooksHanakoUp();
    try (var hanako = Browsing.visitor("hanako");
        var auditor = Browsing.visitor("auditor")) {
      hanako.follow("閲覧の記録");
      assertThat(hanako.barriers()).as("history").isEmpty();
      hanako.picture("40-history");
      var link = of(hanako);
      var position = link.getAttribute("href").replaceAll("\\D", "");
      link.focus();
      key(hanako, "Enter");
      assertThat(hanako.page().locator("h1")).hasText("閲覧についての申立て");
      assertThat(hanako.text()).contains("東 一郎", "東中央病院").contains("証跡番号\n" + position);
      assertThat(hanako.barriers()).as("form").isEmpty();
      hanako.picture("41-complain");
      hanako.press("確認画面へ進む");
      assertThat(hanako.text()).contains("申立ての理由を選んでください");
      hanako.page().locator("input[type=radio]").first().focus();
      key(hanako, "Space");
      key(hanako, "Tab");
      hanako.page().keyboard().insertText("この病院にかかったことがありません。");
      key(hanako, "Tab");
      key(hanako, "Enter");
      assertThat(hanako.page().locator("h1")).hasText("申立ての確認");
      assertThat(hanako.text()).contains("心当たりがない", "かかったことがありません");
      assertThat(hanako.barriers()).as("confirmation").isEmpty();
      hanako.picture("42-complain-confirm");
      hanako.press("この内容で申し立てる");
      assertThat(hanako.text()).contains("申立てを受け付けました", "あなたの申立て", "受付");
      hanako.picture("43-complained");
      var found = Pattern.compile("受付番号は (\\S+) です").matcher(hanako.text());
      assertThat(found.find()).isTrue();
      var number = found.group(1);

      again(hanako, position);
      assertThat(hanako.text()).contains("すでに申立て（受付番号 " + number + "）");

      answer(auditor, number);
      hanako.follow("閲覧の記録");
      assertThat(hanako.text()).contains("回答済", "担当医が紹介状を確認しました。", "申立てへの回答");
      assertThat(hanako.barriers()).as("answered").isEmpty();
      hanako.picture("46-answered");
    }
  }

  @Test
  void nobodyComplainsOfWhatIsAboutAnother() {
    aDoctorLooksHanakoUp();
    try (var hanako = Browsing.visitor("hanako");
        var taro = Browsing.visitor("taro")) {
      hanako.follow("閲覧の記録");
      taro.open(of(hanako).getAttribute("href"));
      assertThat(taro.text()).contains("お探しのページはありません");
    }
  }

  @Test
  void theFormIsReadAndSentWithoutScriptAlsoAtTwiceTheSize() {
    aDoctorLooksHanakoUp();
    try (var hanako = Browsing.visitor(false, 2).signIn("hanako", Browsing.password("hanako"))) {
      hanako.follow("閲覧の記録");
      of(hanako).click();
      hanako.page().getByText("その他").first().click();
      hanako.press("確認画面へ進む");
      assertThat(hanako.text()).contains("申立ての内容を入力してください");
      hanako.picture("47-complain-large");
    }
  }

  private static void answer(Visitor auditor, String number) {
    auditor.follow("申立て");
    assertThat(auditor.text()).contains(number).doesNotContain("花子", "かかったことが");
    assertThat(auditor.barriers()).as("list").isEmpty();
    auditor.picture("44-complaints");
    auditor.follow(number);
    assertThat(auditor.text()).contains("この病院にかかったことがありません。").doesNotContain("花子");
    auditor.press("確認中にする");
    assertThat(auditor.text()).contains("状態を「確認中」に変更しました");
    auditor.page().getByLabel("患者への回答").fill("担当医が紹介状を確認しました。");
    assertThat(auditor.barriers()).as("complaint").isEmpty();
    auditor.picture("45-complaint");
    auditor.press("患者に回答する");
    assertThat(auditor.text()).contains("患者に回答しました", "回答済");
  }

  private static void again(Visitor hanako, String position) {
    hanako.open("/me/history/" + position + "/complaint");
    hanako.page().locator("input[type=radio]").first().check();
    hanako.press("確認画面へ進む").press("この内容で申し立てる");
  }

  /** The newest look of the doctor. */
  private static Locator of(Visitor hanako) {
    return hanako
        .page()
        .locator("tr", new com.microsoft.playwright.Page.LocatorOptions().setHasText("東 一郎"))
        .first()
        .getByText("この閲覧について申し立てる");
  }

  private static void key(Visitor visitor, String key) {
    visitor.page().keyboard().press(key);
  }

  private static void aDoctorLooksHanakoUp() {
    try (var doctor = Browsing.visitor("doctor")) {
      doctor.follow("診療情報をさがす");
      doctor.page().getByLabel("患者番号").fill("E-1001");
      doctor.press("この番号でさがす");
      assertThat(doctor.text()).contains("結城 花子");
    }
  }
}
