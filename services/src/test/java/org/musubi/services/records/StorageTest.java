package org.musubi.services.records;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.musubi.postgres.CannotStart;
import org.musubi.postgres.DatabaseFailure;

class StorageTest {
  @Test
  void aDatabaseThatCannotBeReachedIsToldInWords() throws Exception {
    int closed;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    String url = "jdbc:postgresql://127.0.0.1:" + closed + "/records";
    var server =
        new Storage.Server(
            url,
            "musubi",
            "",
            failure -> DatabaseFailure.named("musubi.records.database", url, failure),
            () -> {});

    assertThatThrownBy(() -> Storage.migrate(server))
        .isInstanceOf(CannotStart.class)
        .hasMessageContainingAll("musubi.records.database.url", "cannot be reached");
  }
}
