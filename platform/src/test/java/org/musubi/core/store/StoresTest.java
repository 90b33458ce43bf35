package org.musubi.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.musubi.postgres.DatabaseFailure;
import org.musubi.support.TestDatabase;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;

class StoresTest {
  private final TestDatabase database = TestDatabase.fresh();
  private final HikariDataSource source = source(false);
  private final JdbcClient client = JdbcClient.create(source);

  private HikariDataSource source(boolean readOnly) {
    return Stores.open(
        "test",
        new Server(
            database.url(),
            database.user(),
            database.password(),
            failure -> DatabaseFailure.named("test", database.url(), failure),
            () -> {}),
        new DatabaseProperties("", "", "", readOnly, 2, Duration.ofSeconds(1)),
        readOnly);
  }

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void aStatementThatTakesTooLongIsEnded() {
    assertThatThrownBy(() -> client.sql("select pg_sleep(60)").query().listOfRows())
        .isInstanceOf(QueryTimeoutException.class);
  }

  @Test
  void aServerThatHangsIsGivenUp() throws Exception {
    int backend = client.sql("select pg_backend_pid()").query(Integer.class).single();
    signal("-STOP", backend);
    try {
      assertThatThrownBy(() -> client.sql("select 1").query(Integer.class).single())
          .isInstanceOf(DataAccessException.class);
    } finally {
      signal("-CONT", backend);
    }
    assertThat(client.sql("select 1").query(Integer.class).single()).isEqualTo(1);
  }

  @Test
  void aReadOnlyStoreRefusesWritesAndKeepsItsPatience() {
    try (var reading = source(true)) {
      var reader = JdbcClient.create(reading);

      assertThatThrownBy(() -> reader.sql("create table t (x int)").update())
          .hasMessageContaining("read-only");
      assertThat(reader.sql("show statement_timeout").query(String.class).single()).isEqualTo("1s");
    }
  }

  private static void signal(String signal, int process) throws Exception {
    assertThat(new ProcessBuilder("kill", signal, Integer.toString(process)).start().waitFor())
        .isZero();
  }
}
