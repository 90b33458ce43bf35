package org.musubi.e2e.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

/** Inquiries of auditors, as two people walk through them. */
final class Inquired {
  private Inquired() {}

  /** Asked for, before anybody approved it: the path of its page. */
  static String asked(Visitor auditor) {
    auditor.follow("調査");
    auditor.page().getByLabel("調査の目的").fill("患者からの問合せについて、閲覧の経緯を確かめるため。");
    auditor.page().getByLabel("依頼元").fill("個人情報保護窓口");
    auditor.press("申請する");
    assertThat(auditor.text()).contains("調査を申請しました", "承認待ち");
    return URI.create(auditor.page().url()).getPath();
  }

  /** Asked for, approved by another, chosen: the auditor stands before the search. */
  static String within(Visitor auditor) {
    var inquiry = asked(auditor);
    try (var second = Browsing.visitor("auditor2")) {
      second.open(inquiry).press("承認する");
      assertThat(second.text()).contains("調査を承認しました");
    }
    choose(auditor, inquiry);
    return inquiry;
  }

  static void choose(Visitor auditor, String inquiry) {
    auditor.open(inquiry).press("この調査で証跡をさがす");
    assertThat(auditor.page().locator("aside").innerText()).contains("を実施中");
  }
}
