package org.musubi.e2e.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AuditedTest {
  private static final String OLD = row(7, "a".repeat(64));
  private static final String NEW = row(9, "b".repeat(64));

  @Test
  void aReleaseOfAnEarlierActIsNoRecordOfThisOne() {
    assertThat(Audited.latest(List.of(OLD), "1.2.3", 7)).isEmpty();
  }

  @Test
  void theReleaseBeyondThePositionIsFoundWhereverItStands() {
    assertThat(Audited.latest(List.of(OLD, NEW), "1.2.3", 7))
        .map(Audited::sha256)
        .contains("b".repeat(64));
  }

  private static String row(long position, String sha256) {
    return "<td>閲覧されました</td><summary>"
        + position
        + "</summary><code data-document=\"1.2.3\">"
        + sha256
        + "</code><span class=\"verdict\">未検査</span>";
  }
}
