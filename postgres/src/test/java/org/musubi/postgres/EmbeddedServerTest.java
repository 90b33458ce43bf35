package org.musubi.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTest {
  @TempDir Path directory;

  @Test
  void aSecondStartOnTheSameDirectoryKeepsTheRows() throws SQLException {
    try (var server = EmbeddedServer.start(directory)) {
      run(server, "create table kept (word text)", "insert into kept values ('結び')");
    }

    try (var again = EmbeddedServer.start(directory)) {
      assertThat(ask(again, "select word from kept")).isEqualTo("結び");
    }
  }

  @Test
  void itIsDurable() throws SQLException {
    try (var server = EmbeddedServer.start(directory)) {
      assertThat(
              List.of(
                  ask(server, "show fsync"),
                  ask(server, "show synchronous_commit"),
                  ask(server, "show data_checksums")))
          .containsOnly("on");
    }
  }

  @Test
  void aWrongPasswordIsRefused() {
    try (var server = EmbeddedServer.start(directory)) {
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.url("musubi"), server.user(), "guess"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void aDirectoryInUseIsRefusedInWordsThatSayWhatToDo() {
    try (var server = EmbeddedServer.start(directory)) {
      assertThat(server.port()).isPositive();
      assertThatThrownBy(() -> EmbeddedServer.start(directory))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("still running")
          .hasMessageContaining("--data");
    }
  }

  @Test
  void aServerThatLostItsOwnerIsEndedBeforeTheNextOneStarts() throws Exception {
    var orphan = EmbeddedServer.start(directory);
    run(orphan, "create table kept (word text)", "insert into kept values ('残った')");
    // The owner is gone without a word: only its lock is given back, as the kernel does.
    var owner = EmbeddedServer.class.getDeclaredField("owner");
    owner.setAccessible(true);
    ((AutoCloseable) owner.get(orphan)).close();

    try (var next = EmbeddedServer.start(directory)) {
      assertThat(ask(next, "select word from kept")).isEqualTo("残った");
      assertThat(ProcessHandle.of(orphan.pid()).map(ProcessHandle::isAlive).orElse(false))
          .isFalse();
    }
    orphan.close();
  }

  @Test
  void theSecretsAreReadableByTheOwnerOnly() throws Exception {
    try (var server = EmbeddedServer.start(directory)) {
      assertThat(server.port()).isPositive();
      assertThat(Files.getPosixFilePermissions(directory.resolve("password")))
          .hasToString("[OWNER_READ, OWNER_WRITE]");
      assertThat(directory.resolve("initial")).doesNotExist();
    }
  }

  @Test
  void aServerThatIsKilledIsStartedAgainOnTheSamePortUntilItIsClosed() throws Exception {
    var server = EmbeddedServer.start(directory);
    int port = server.port();
    run(server, "create table kept (word text)", "insert into kept values ('結び')");
    for (int round = 0; round < 2; round++) {
      var killed = ProcessHandle.of(server.pid()).orElseThrow();
      killed.destroyForcibly();
      killed.onExit().get(10, TimeUnit.SECONDS);

      assertThat(askUntilAnswered(server, "select word from kept")).isEqualTo("結び");
      assertThat(server.port()).isEqualTo(port);
      assertThat(server.pid()).isNotEqualTo(killed.pid());
    }

    long last = server.pid();
    server.close();

    assertThat(ProcessHandle.of(last).map(ProcessHandle::isAlive).orElse(false)).isFalse();
    assertThat(directory.resolve("cluster/postmaster.pid")).doesNotExist();
  }

  @Test
  void thePostgresOfAnotherClusterIsNotTakenForOurOwn() {
    try (var server = EmbeddedServer.start(directory)) {
      var process = ProcessHandle.of(server.pid()).orElseThrow();

      assertThat(Postmaster.serves(process, directory.resolve("cluster"))).isTrue();
      assertThat(Postmaster.serves(process, directory.resolve("other/cluster"))).isFalse();
      assertThat(Postmaster.serves(ProcessHandle.current(), directory.resolve("cluster")))
          .isFalse();
    }
  }

  private static String askUntilAnswered(EmbeddedServer server, String sql) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      try {
        return ask(server, sql);
      } catch (SQLException e) {
        if (System.nanoTime() > until) {
          throw e;
        }
        Thread.sleep(50);
      }
    }
  }

  private static void run(EmbeddedServer server, String... statements) throws SQLException {
    try (var connection =
            DriverManager.getConnection(server.url("musubi"), server.user(), server.password());
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String ask(EmbeddedServer server, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(server.url("musubi"), server.user(), server.password());
        var result = connection.createStatement().executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
