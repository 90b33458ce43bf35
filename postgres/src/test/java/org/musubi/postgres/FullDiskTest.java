package org.musubi.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
  @TempDir Path folder;

  @Test
  void aDiskWithoutRoomForAClusterIsNamedBeforeOneIsMade() throws Exception {
    try (var disk = Tmpfs.of(folder.resolve("disk"), 60)) {
      Path directory = disk.folder().resolve("postgres");

      assertThatThrownBy(() -> EmbeddedServer.start(directory))
          .isInstanceOf(CannotStart.class)
          .hasMessageContainingAll(
              directory.toString(), "too little room", "needs 128 MB", "空き容量が不足");
      assertThat(directory.resolve("cluster.new")).doesNotExist();
    }
  }

  @Test
  void aDiskThatFillsUpLaterIsNamedAsTheReason() throws Exception {
    try (var disk = Tmpfs.of(folder.resolve("disk"), 160);
        var server = EmbeddedServer.start(disk.folder().resolve("postgres"))) {
      disk.fill();

      var failure = catchThrowable(() -> write(server));

      assertThat(failure).isInstanceOf(SQLException.class);
      assertThat(server.explain(failure))
          .hasMessageContainingAll("too little room", "needs 128 MB");
    }
  }

  @Test
  void aClusterOnAFullDiskSaysSoWhenItIsStartedAgain() throws Exception {
    try (var disk = Tmpfs.of(folder.resolve("disk"), 160)) {
      Path directory = disk.folder().resolve("postgres");
      EmbeddedServer.start(directory).close();
      disk.fill();

      assertThatThrownBy(() -> EmbeddedServer.start(directory))
          .isInstanceOf(CannotStart.class)
          .hasMessageContainingAll("too little room", "空き容量が不足");
    }
  }

  @Test
  void aServerThatEndsWhileItStartsIsToldWithItsLastWords() throws Exception {
    EmbeddedServer.start(folder).close();
    Files.writeString(
        folder.resolve("cluster/postgresql.conf"),
        "\nno_such_setting = 1\n",
        StandardOpenOption.APPEND);

    assertThatThrownBy(() -> EmbeddedServer.start(folder))
        .isInstanceOf(CannotStart.class)
        .hasMessageContainingAll("no_such_setting", "postgres.log");
  }

  private static void write(EmbeddedServer server) throws SQLException {
    try (var connection =
            DriverManager.getConnection(server.url("musubi"), server.user(), server.password());
        var statement = connection.createStatement()) {
      statement.execute(
          "create table filling as select repeat(md5(n::text), 30) from generate_series(1, 100000) n");
    }
  }
}
