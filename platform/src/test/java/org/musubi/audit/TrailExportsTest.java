package org.musubi.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.core.MedicalId;
import org.musubi.core.PersonRef;
import org.musubi.support.TestDatabase;
import tools.jackson.databind.json.JsonMapper;

class TrailExportsTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final PersonRef OWNER = new PersonRef("urn:idp", "auditor");

  @TempDir Path folder;
  private Path data;
  private SequencedTrail trail;
  private PreparedExports exports;
  private final MedicalId patient = MedicalId.next(Trails.CLOCK);

  @BeforeEach
  void open() {
    Trails.emptied(DATABASE);
    data = folder.resolve("data");
    trail = Trails.open(data, DATABASE);
    var search = new IndexedSearch(DATABASE.client(), trail.sealing());
    exports = Trails.exports(data, trail, search, DATABASE);
  }

  @AfterEach
  void close() throws Exception {
    exports.close();
    trail.close();
  }

  @Test
  void theActsThatSomebodyMaySeeComeNewestFirstEachWithAProofThatHolds() throws Exception {
    var own = record(3, patient);
    var foreign = record(2, null);
    var receipt = record(1, null).getFirst();

    var export =
        exports.acts(
            TrailQuery.ALL,
            access -> access.event().patient() != null,
            person -> "PSEUDONYM",
            OWNER,
            receipt);
    assertThat(Exported.await(exports, export).state()).isEqualTo(TrailExports.State.READY);

    var files = Exported.files(exports.file(export, receipt).orElseThrow());
    var lines = new String(files.get("events.ndjson"), UTF_8).lines().toList();
    assertThat(lines)
        .hasSize(3)
        .allMatch(line -> line.contains("PSEUDONYM") && !line.contains(patient.toString()))
        .allMatch(line ->
            new JsonMapper().readTree(line).path("resourceType").asString().equals("AuditEvent"));
    for (var act : own) {
      var text = new String(files.get("proofs/" + act.position() + ".tlog-proof"), UTF_8);
      assertThat(text).isEqualTo(trail.proofs().of(act.position(), receipt).orElseThrow().text());
      assertThat(trail.proofs().of(act.position(), receipt).orElseThrow().holds()).isTrue();
    }
    assertThat(files).doesNotContainKey("proofs/" + foreign.getFirst().position() + ".tlog-proof");
    assertThat(new String(files.get("key.pub"), UTF_8))
        .isEqualTo(Files.readString(data.resolve("log/key.pub")));
    assertThat(new String(files.get("README.txt"), UTF_8)).contains("RFC 9162");
  }

  @Test
  void anArchiveIsVerifiedByTheVerifierInsideItWithoutAnythingElse() throws Exception {
    record(600, patient);
    var receipt = record(1, null).getFirst();
    var now = Trails.CLOCK.instant();

    var export =
        exports.archive(now.minus(Duration.ofHours(2)), now.plusSeconds(3600), OWNER, receipt);
    assertThat(Exported.await(exports, export).state()).isEqualTo(TrailExports.State.READY);

    var files = Exported.files(exports.file(export, receipt).orElseThrow());
    var unpacked = folder.resolve("unpacked");
    Exported.unpack(files, unpacked);
    assertThat(verify(unpacked)).isZero();
    var bundle = unpacked.resolve("log/tile/entries/001");
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[700] ^= 1;
    Files.write(bundle, bytes);
    assertThat(verify(unpacked)).isEqualTo(1);
  }

  private static int verify(Path unpacked) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            unpacked.resolve("verifier.jar").toString(),
            unpacked.resolve("log").toString(),
            unpacked.resolve("log/key.pub").toString())
        .redirectErrorStream(true)
        .start()
        .waitFor();
  }

  @Test
  void whatIsClosedInTheLogStaysClosedInAnArchive() throws Exception {
    record(300, patient);
    var receipt = record(1, null).getFirst();
    var now = Trails.CLOCK.instant();
    var export = exports.archive(now.minusSeconds(60), now.plusSeconds(60), OWNER, receipt);
    Exported.await(exports, export);
    var files = Exported.files(exports.file(export, receipt).orElseThrow());
    assertThat(files.values())
        .noneMatch(bytes ->
            new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains(patient.toString()));
  }

  @Test
  void whereNothingWasRecordedThereIsNothingToTake() throws Exception {
    var receipt = record(1, null).getFirst();
    var longAgo = Trails.CLOCK.instant().minus(Duration.ofDays(900));
    var archive = exports.archive(longAgo, longAgo.plusSeconds(60), OWNER, receipt);
    var acts =
        exports.acts(
            TrailQuery.ALL.about(patient), access -> true, MedicalId::toString, OWNER, receipt);
    assertThat(Exported.await(exports, archive).state()).isEqualTo(TrailExports.State.EMPTY);
    assertThat(Exported.await(exports, acts).state()).isEqualTo(TrailExports.State.EMPTY);
    assertThat(exports.file(acts, receipt)).isEmpty();
  }

  @Test
  void whatWaitsOnTheDiskCannotBeReadThereAndDoesNotOutliveTheProcess() throws Exception {
    record(1500, patient);
    var receipt = record(1, null).getFirst();
    var export =
        exports.acts(TrailQuery.ALL, access -> true, person -> "PSEUDONYM", OWNER, receipt);
    Exported.await(exports, export);
    assertThat(exports.progress(export).orElseThrow().bytes()).isGreaterThan(1 << 20);
    try (var left = Files.walk(data.resolve("exports"))) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void whatAProcessThatDiedLeftIsRemovedAtTheStart() throws Exception {
    var left = data.resolve("exports/archive-0-1/tile");
    Files.createDirectories(left);
    Files.writeString(left.resolve("000"), "half");
    exports.close();
    exports =
        Trails.exports(
            data, trail, new IndexedSearch(DATABASE.client(), trail.sealing()), DATABASE);
    assertThat(data.resolve("exports/archive-0-1")).doesNotExist();
  }

  @Test
  void moreThanFourOfOnePersonAreRefusedAndOthersAreNot() throws Exception {
    var receipt = record(1, null).getFirst();
    for (int i = 0; i < 4; i++) {
      UUID unused =
          exports.acts(TrailQuery.ALL, access -> true, MedicalId::toString, OWNER, receipt);
    }
    assertThatThrownBy(
            () -> exports.acts(TrailQuery.ALL, access -> true, MedicalId::toString, OWNER, receipt))
        .isInstanceOf(TrailExports.TooMany.class);
    var other = new PersonRef("urn:idp", "auditor2");
    var export = exports.acts(TrailQuery.ALL, access -> true, MedicalId::toString, other, receipt);
    assertThat(exports.progress(export)).isPresent();
  }

  private List<Receipt> record(int acts, @Nullable MedicalId about) throws Exception {
    var events =
        IntStream.range(0, acts)
            .mapToObj(i -> Trails.event(Action.QUERY, Result.DONE, about))
            .toList();
    var receipts = new ArrayList<>(trail.before(events));
    Trails.awaitIndexed(trail, trail.state().size());
    return receipts;
  }
}
