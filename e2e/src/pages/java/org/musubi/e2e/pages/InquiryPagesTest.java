package org.musubi.e2e.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two auditors: one asks, the other approves, and only then is a person looked for. */
@Tag("slow")
class InquiryPagesTest {
  @Test
  void aPersonIsLookedForOnceAnotherAuditorHasApprovedAndNoLongerWhenItIsEnded() {
    try (var auditor = Browsing.visitor("auditor");
        var second = Browsing.visitor("auditor2")) {
      auditor.follow("証跡の検索");
      auditor.page().getByLabel("検索語").fill("E-1001");
      auditor.press("証跡をさがす");
      assertThat(auditor.text()).contains("承認した、期間中の調査が必要です");
      assertThat(auditor.barriers()).as("refusal").isEmpty();
      auditor.picture("50-inquiry-needed");
      auditor.follow("調査");
      assertThat(auditor.barriers()).as("form").isEmpty();
      auditor.picture("51-inquiries");
      auditor.press("申請する");
      assertThat(auditor.text()).contains("調査の目的を1000文字以内で入力してください");

      var inquiry = Inquired.asked(auditor);
      assertThat(auditor.page().locator("main button").allInnerTexts())
          .containsExactly("申請を取り下げる");
      auditor.picture("52-inquiry-asked");
      second.follow("調査");
      assertThat(second.text()).contains("あなたの承認または確認を待つ調査", "南 監子");
      assertThat(second.barriers()).as("list").isEmpty();
      second.picture("53-inquiries-waiting");
      second.open(inquiry);
      assertThat(second.barriers()).as("inquiry").isEmpty();
      second.picture("54-inquiry-to-approve");
      second.press("承認する");
      assertThat(second.text()).contains("調査を承認しました", "実施中", "北 監二");

      Inquired.choose(auditor, inquiry);
      assertThat(auditor.barriers()).as("search within").isEmpty();
      auditor.picture("55-trail-within-inquiry");
      auditor.page().getByLabel("検索語").fill("東 一郎");
      auditor.press("証跡をさがす");
      assertThat(auditor.text()).contains("検索結果");
      auditor.press("調査を終了する");
      assertThat(auditor.text()).contains("調査を終了しました");
      auditor.follow("証跡の検索");
      assertThat(auditor.page().locator("aside").count()).isZero();
      assertThat(auditor.foreign()).isEmpty();
    }
  }

  @Test
  void anUrgentOneBeginsAtOnceAndIsReviewedByAnotherAlsoWithoutScriptAtTwiceTheSize() {
    try (var auditor = Browsing.visitor("auditor");
        var second =
            Browsing.visitor(false, 2).signIn("auditor2", Browsing.password("auditor2"))) {
      auditor.follow("調査");
      auditor.page().getByLabel("調査の目的").fill("不正な閲覧の疑いがあり、直ちに確かめるため。");
      auditor.page().getByLabel("依頼元").fill("運用監視センター長");
      auditor.page().getByLabel("緊急のため").check();
      auditor.press("申請する");
      assertThat(auditor.text()).contains("緊急の調査を始めました", "実施中", "確認待ち");
      var address = auditor.page().url();
      auditor.picture("56-inquiry-urgent");

      second.page().navigate(address);
      second.picture("57-inquiry-review-large");
      second.press("妥当とする");
      assertThat(second.text()).contains("妥当と確認しました", "北 監二");
    }
  }
}
