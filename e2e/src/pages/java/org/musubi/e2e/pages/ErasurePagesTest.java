package org.musubi.e2e.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A patient's part of the trail is erased by two people only, and what stays is said before. */
@Tag("slow")
class ErasurePagesTest {
  @Test
  void theSecondPersonIsToldWhatCannotBeUndoneAndMayRefuse() {
    try (var auditor = Browsing.visitor("auditor");
        var second = Browsing.visitor("auditor2")) {
      Inquired.within(auditor);
      auditor.page().locator("select[name=action]").selectOption("CONSENT_GIVEN");
      auditor.press("証跡をさがす");
      auditor
          .page()
          .locator(".trail li", new Page.LocatorOptions().setHasText("患者"))
          .first()
          .locator("a")
          .click();
      auditor.follow("この患者に関する証跡の消去を請求する");
      assertThat(auditor.barriers()).as("form").isEmpty();
      auditor.picture("60-erasure-request");
      auditor.press("消去を請求する");
      assertThat(auditor.text()).contains("法令上の根拠と請求者を");
      auditor.page().getByLabel("法令上の根拠と請求者").fill("保存期間の満了。個人情報保護窓口からの請求。");
      auditor.press("消去を請求する");
      assertThat(auditor.text()).contains("消去を請求しました", "確認を待っています");
      auditor.picture("61-erasure-requested");
      var address = auditor.page().url();

      second.follow("証跡の検索");
      second.follow("消去の請求を確認する");
      assertThat(second.barriers()).as("list").isEmpty();
      second.picture("62-erasures");
      second.page().navigate(address);
      assertThat(second.text()).contains("この操作は、元に戻せません", "残るもの").doesNotContain("花子");
      assertThat(second.barriers()).as("confirmation").isEmpty();
      second.picture("63-erasure-confirm");
      second.press("消去する");
      assertThat(second.text()).contains("チェックを入れてください", "確認待ち");
      second.press("請求を却下する");
      assertThat(second.text()).contains("却下しました");
    }
  }
}
