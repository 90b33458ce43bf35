package org.musubi.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.musubi.e2e.walk.Entry;
import org.musubi.e2e.walk.Looked;

/** What is held against what: a loss is seen whatever else there is. */
class ComparisonTest {
  private static final String HASH = "a".repeat(64);
  private static final List<Ledger.Read> READS =
      List.of(new Ledger.Read("_first", HASH), new Ledger.Read("_second", HASH));

  private static Looked release(String assertion, String sha256) {
    return new Looked(1, "act", assertion, false, Map.of(Entry.REFERRAL, sha256));
  }

  private static Looked statement(String act) {
    return new Looked(2, act, "", true, Map.of());
  }

  @Test
  void aRowOfAnUnacknowledgedReadDoesNotStandForALostOne() {
    var shown = List.of(release("_first", HASH), release("_unacknowledged", HASH));

    assertThat(Comparison.missing(READS, List.of(), shown))
        .containsExactly("audit: no record of the release to _second");
  }

  @Test
  void aRowWithOtherBytesIsNoRecordOfARelease() {
    var shown = List.of(release("_first", HASH), release("_second", "b".repeat(64)));

    assertThat(Comparison.missing(READS, List.of(), shown)).hasSize(1);
  }

  @Test
  void aRowOfAnotherStatementDoesNotStandForALostOne() {
    var shown = List.of(statement("one"), statement("three"));

    assertThat(Comparison.missing(List.of(), List.of("one", "two"), shown))
        .containsExactly("audit: no record of the statement two");
  }

  @Test
  void nothingIsMissingWhenEachHasItsRow() {
    var shown = List.of(statement("one"), release("_second", HASH), release("_first", HASH));

    assertThat(Comparison.missing(READS, List.of("one"), shown)).isEmpty();
  }
}
