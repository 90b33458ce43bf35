package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.walk.Clinics;
import org.musubi.e2e.walk.Entry;
import org.musubi.e2e.walk.Match;
import org.musubi.e2e.walk.Patient;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Received;

/** What a document says lies nowhere in plain text on the disks of running processes. */
class MarkerTest {
  @Test
  void aDocumentsWordsAreNowhereOnDiskAfterItWasStoredAndReadThroughTheHub() throws Exception {
    String marker = "目印" + Long.toHexString(ThreadLocalRandom.current().nextLong());
    var west = Clinics.west(Running.deployment());
    // Large enough for the spool's file, past what is kept in memory.
    var note = west.note((marker + "\n").repeat(100_000));
    assertThat(west.store(note).soap().status()).isEqualTo("Success");

    var received = throughTheHub(note.uniqueId());

    assertThat(received.sha256()).isEqualTo(Received.sha256(note.content()));
    assertThat(new String(received.content(), StandardCharsets.UTF_8)).contains(marker);
    assertThat(filesWith(note.uniqueId()))
        .as("the search finds what is in plain text")
        .isNotEmpty();
    assertThat(filesWith(marker)).isEmpty();
  }

  private static Received throughTheHub(String uniqueId) throws IOException {
    var east = Peer.east(Running.deployment());
    var known =
        Match.in(east.discover(Patient.HANAKO).soap()).stream()
            .filter(each -> each.home().equals(Community.WEST.urn()))
            .findFirst()
            .orElseThrow();
    var entry =
        Entry.in(east.query(known).soap()).stream()
            .filter(each -> each.uniqueId().equals(uniqueId))
            .findFirst()
            .orElseThrow();
    return Received.in(east.retrieve(List.of(entry))).getFirst();
  }

  /** The data directory of the deployment, and what its processes keep in the folder for scraps. */
  private static List<Path> filesWith(String words) throws IOException {
    var found = new ArrayList<>(Search.files(Running.deployment().layout().data(), words));
    try (var scraps = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      for (var scrap : scraps.filter(MarkerTest::isOfAProgram).toList()) {
        found.addAll(Search.files(scrap, words));
      }
    }
    return found;
  }

  /** What Tomcat, Spring, PostgreSQL's starter and our own programs leave there. */
  private static boolean isOfAProgram(Path scrap) {
    String name = String.valueOf(scrap.getFileName());
    return name.startsWith("tomcat") || name.startsWith("upload") || name.startsWith("MIME");
  }
}
