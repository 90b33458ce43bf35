package org.musubi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.musubi.postgres.DatabaseFailure;

class StartFailureTest {
  private final StartFailure failures = new StartFailure();

  @Test
  void aDatabaseThatCannotBeReachedIsToldInWords() {
    var words =
        DatabaseFailure.named(
            "musubi.database", "jdbc:postgresql://h/x", new SQLException("refused", "08001"));

    assertThat(failures.analyze(new IllegalStateException("no bean", words)))
        .isNotNull()
        .satisfies(
            told -> assertThat(told.getDescription()).startsWith("The PostgreSQL").contains("h/x"));
  }

  @Test
  void aFullDiskIsToldInWordsWhoeverMetIt() {
    var inDatabase = new SQLException("could not extend file", "53100");
    var inFile = new IOException("/x/log: No space left on device");

    assertThat(failures.analyze(new IllegalStateException(inDatabase))).isNotNull();
    assertThat(failures.analyze(new IllegalStateException(inFile))).isNotNull();
  }

  @Test
  void anythingElseIsLeftToOthers() {
    assertThat(failures.analyze(new IllegalStateException(new SQLException("no", "42P01"))))
        .isNull();
  }

  @Test
  void theDataLieUnderTheRootWhenNothingElseSaysWhere() {
    assertThat(Musubi.defaults("/opt/musubi"))
        .isEqualTo(Map.of("musubi.data", "/opt/musubi/var/platform"));
    assertThat(Musubi.defaults(null)).isEmpty();
  }
}
