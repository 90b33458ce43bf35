package org.musubi.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
  @TempDir Path folder;

  @Test
  void aDiskWithTooLittleRoomForNewDatabasesIsToldBeforeAnythingIsStarted() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "a small disk needs root");
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", folder.toString()) == 0,
        "this machine allows no mount");
    try {
      var layout = new Layout(folder);
      var east = new Node("east", folder.resolve("east"), folder.resolve("log"), List.of());
      var west = new Node("west", folder.resolve("west"), folder.resolve("log"), List.of());

      assertThatThrownBy(() -> layout.demandSpace(List.of(east, west)))
          .isInstanceOf(Trouble.class)
          .hasMessageContainingAll(folder.toString(), "/ 256 MB", "空き容量が不足");

      Files.createDirectories(west.data().resolve("postgres/cluster"));
      Files.writeString(west.data().resolve("postgres/cluster/PG_VERSION"), "18");
      assertThatCode(() -> layout.demandSpace(List.of(east, west))).doesNotThrowAnyException();
    } finally {
      assertThat(run("umount", folder.toString())).isZero();
    }
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
