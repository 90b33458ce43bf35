package org.musubi.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose process and PostgreSQL are shells that wait, so that nothing need be started. */
class NodeTest {
  @TempDir Path folder;
  private Node node = new Node("none", Path.of("."), Path.of("."), List.of());
  private @Nullable Process postgres;

  @BeforeEach
  void start() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    node = new Node("west", data, folder.resolve("log"), List.of("sleep", "600"));
    node.start();
  }

  @AfterEach
  void end() {
    node.kill();
    if (postgres != null) {
      postgres.destroyForcibly();
    }
  }

  @Test
  void aNodeThatDiedBeforeItWasStoppedLeavesNoPostgresBehind() throws Exception {
    var left = postgres(node.data().resolve("postgres/cluster"));
    node.kill();

    node.stop();

    assertThat(left.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void thePostgresOfAnotherNodeUnderTheSameNumberIsLeftAlone() throws Exception {
    var other = postgres(folder.resolve("other/postgres/cluster"));
    node.kill();

    node.stop();

    assertThat(other.isAlive()).isTrue();
  }

  @Test
  void whatAKilledDriverLeftOfANodeIsEndedAndNothingElseIs() throws Exception {
    Path data = Files.createDirectories(folder.resolve("east"));
    String mark = "--musubi.data=" + data;
    var command = List.of("sh", "-c", "read line", "sh", mark);
    var left = new ProcessBuilder(command).start();
    var other = new ProcessBuilder("sh", "-c", "read line", "sh", mark + "2").start();
    try {
      var next = new Node("east", data, folder.resolve("log2"), command);

      assertThat(next.endLeftovers()).containsExactly(left.pid());
      assertThat(left.isAlive()).isFalse();
      assertThat(other.isAlive()).isTrue();
      assertThat(next.endLeftovers()).isEmpty();
    } finally {
      left.destroyForcibly();
      other.destroyForcibly();
    }
  }

  @Test
  void aNodeThatNeverServedIsGivenLittleTimeToEnd() throws Exception {
    assertThat(node.patience()).isLessThan(java.time.Duration.ofSeconds(5));

    Files.writeString(node.log(), "x: ready\n", java.nio.file.StandardOpenOption.CREATE);
    node.awaitReady();

    assertThat(node.patience()).isGreaterThan(java.time.Duration.ofSeconds(60));
  }

  @Test
  void theLossOfANodeIsTold() throws Exception {
    var end = node.end();
    assertThat(end).isNotDone();

    node.kill();

    assertThat(end.get(10, TimeUnit.SECONDS)).isSameAs(node);
  }

  /** A program of that name with that cluster, whose number stands in the node's own file. */
  private Process postgres(Path cluster) throws IOException {
    Path program = folder.resolve("postgres");
    Files.copy(Path.of("/bin/sh").toRealPath(), program);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    var process =
        new ProcessBuilder(program.toString(), "-c", "read line", "-D", cluster.toString()).start();
    postgres = process;
    Path file = node.data().resolve("postgres/cluster/postmaster.pid");
    Files.createDirectories(file.getParent());
    Files.writeString(file, process.pid() + "\n");
    return process;
  }
}
