package org.musubi.core.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.musubi.postgres.CannotStart;
import org.musubi.support.TestDatabase;

class SchemasTest {
  private final TestDatabase database = TestDatabase.fresh();

  @Test
  void aDatabaseThatCannotBeReachedIsNamedWithoutItsPassword() throws IOException {
    String url = "jdbc:postgresql://127.0.0.1:" + closedPort() + "/x?password=geheim";

    assertThatThrownBy(() -> Schemas.migrate(named(url, "musubi", "")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContainingAll("musubi.database.url", "/x) cannot be reached", "接続できません")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void whatIsNoAddressOfAPostgresIsToldSo() {
    assertThatThrownBy(() -> Schemas.migrate(named("jdbc:mysql://127.0.0.1/x", "musubi", "")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("jdbc:postgresql://");
  }

  @Test
  void aPasswordOrADatabaseThatIsRefusedIsToldSo() {
    String none = database.url().replaceAll("/[^/]*$", "/none");

    assertThatThrownBy(() -> Schemas.migrate(named(database.url(), database.user(), "guess")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("refuses the user or the password");
    assertThatThrownBy(() -> Schemas.migrate(named(none, database.user(), database.password())))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("has no such database");
  }

  @Test
  void aDatabaseThatRefusesTheTablesIsToldInItsOwnWords() {
    String readOnly = database.url() + "?options=-c%20default_transaction_read_only%3Don";

    assertThatThrownBy(() -> Schemas.migrate(named(readOnly, database.user(), database.password())))
        .isInstanceOf(CannotStart.class)
        .hasMessageContainingAll("cannot hold the tables", "SQLSTATE 25006");
  }

  private static Server named(String url, String user, String password) {
    return Server.named(
        new DatabaseProperties(url, user, password, false, 1, Duration.ofSeconds(5)));
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
