package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.walk.Entry;
import org.musubi.e2e.walk.Match;
import org.musubi.e2e.walk.Patient;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Query;

/**
 * The logs of the processes name nobody: after whatever the other tests did to them, and after a
 * question that is answered and ones that are not.
 */
@Order(Integer.MAX_VALUE)
class LogsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "結城",
        "花子",
        "ユウキ",
        "ハナコ",
        "ﾕｳｷ",
        "ゆうき",
        "E-1001",
        "W-2001",
        "19680412",
        "1968-04-12"
      })
  void noLogHoldsANameANumberOrABirthDateOfAPatient(String words) throws Exception {
    ask();

    assertThat(Search.among(logs(), words)).isEmpty();
  }

  @Test
  void thereAreLogsAndWhatIsInThemIsFound() throws Exception {
    ask();

    assertThat(logs()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(Search.among(logs(), "Started")).isNotEmpty();
  }

  private static void ask() throws IOException {
    var east = Peer.east(Running.deployment());
    var known = Match.in(east.discover(Patient.HANAKO).soap());
    assertThat(known).isNotEmpty();
    var entries = Entry.in(east.query(known.getFirst()).soap());
    assertThat(entries).isNotEmpty();
    east.retrieve(List.of(entries.getFirst()));
    east.query(Query.findDocuments(Community.WEST.urn(), "E-1001^^^&1.2.3&ISO"));
  }

  /** What the processes and their databases write for those who run them. */
  private static List<Path> logs() throws IOException {
    var data = Running.deployment().layout().data();
    var logs = new ArrayList<Path>();
    try (var files = Files.walk(data)) {
      files
          .filter(file -> file.toString().endsWith(".log"))
          .filter(Files::isRegularFile)
          .forEach(logs::add);
    }
    return logs;
  }
}
