package org.musubi.services.records.ssmix2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Oid;
import org.musubi.services.records.content.Documents;
import org.musubi.services.records.intake.Intake;
import org.musubi.services.records.patients.Patients;
import org.musubi.services.records.registry.Community;
import org.musubi.services.records.registry.Registry;
import org.musubi.services.records.support.Cluster;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A 標準化ストレージ on a real disk and a real database. */
class StorageWatchTest {
  private static final Charset JIS = Charset.forName("x-windows-50221");
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path folder;
  JdbcClient database;
  Registry registry;
  Patients patients;
  Intake intake;

  @BeforeEach
  void open() throws IOException {
    String url = Cluster.database();
    Flyway.configure()
        .dataSource(url, Cluster.user(), Cluster.password())
        .schemas("records")
        .locations("classpath:db/migration/records")
        .load()
        .migrate();
    var source = Cluster.source(url + "?currentSchema=records");
    database = JdbcClient.create(source);
    patients = new Patients(database);
    var home = new Oid("1.2.392.200250.9.1");
    registry =
        new Registry(
            new Community(
                new HomeCommunityId(home),
                "東",
                new Oid(home.value() + ".1"),
                new Oid(home.value() + ".2"),
                Set.of()),
            new TransactionTemplate(new DataSourceTransactionManager(source)),
            database,
            patients,
            CLOCK,
            100);
    intake = new Intake(registry, Documents.in(folder.resolve("data")), CLOCK);
  }

  private void look() throws IOException {
    look(folder.resolve("ssmix2"));
  }

  private void look(Path root) throws IOException {
    StorageWatch.once(root, registry, patients, intake, database, CLOCK);
  }

  private Path put(String path, String text) throws IOException {
    Path file = folder.resolve("ssmix2").resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(JIS));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
    return file;
  }

  private static String message(String patient, String kana, String rest) {
    return "MSH|^~\\&|HIS|S|G|R|20260901||ADT^A08^ADT_A01|1|P|2.5||||||~ISO IR87\r"
        + "PID|0001||"
        + patient
        + "^^^^PI||山田^太郎^^^^^L^I~"
        + kana
        + "^^^^^L^P||19650415|M\r"
        + rest
        + "\r";
  }

  private static String prescription(String time, char flag) {
    return "000/123/0001234/20260901/OMP-01/0001234_20260901_OMP-01_000000000000001_"
        + time
        + "_01_"
        + flag;
  }

  private List<String> statuses() {
    return database
        .sql("select status from registry_object where kind = 'ENTRY' order by ordinal")
        .query(String.class)
        .list();
  }

  private List<String> misfiled() {
    return database.sql("select reason from misfiled order by path").query(String.class).list();
  }

  @Test
  void basicInformationMakesThePatientAndHalfWidthKanaIsKeptAndFound() throws IOException {
    put(
        "000/123/0001234/-/ADT-00/0001234_-_ADT-00_999999999999999_20260901100000000_-_1",
        message("0001234", "ﾔﾏﾀﾞ^ﾀﾛｳ", "EVN||20260901"));

    look();

    assertThat(patients.byNumber("0001234").orElseThrow().name().familyKana()).isEqualTo("ﾔﾏﾀﾞ");
    assertThat(
            database
                .sql("select kana_key from patient where number = '0001234'")
                .query(String.class)
                .single())
        .isEqualTo("ヤマダ タロウ");
  }

  @Test
  void aMessageIsRegisteredOnceAndSupersededByALaterOne() throws IOException {
    put(prescription("20260901100000000", '1'), message("0001234", "ヤマダ^タロウ", "RXE|1"));
    look();
    look();
    assertThat(statuses()).containsExactly("Approved");

    put(prescription("20260902100000000", '1'), message("0001234", "ヤマダ^タロウ", "RXE|2"));
    look();

    assertThat(statuses()).containsExactly("Deprecated", "Approved");
  }

  @Test
  void theDeletionFlagTakesADocumentOutOfUseAndOlderFilesStayOut() throws IOException {
    put(prescription("20260901100000000", '1'), message("0001234", "ヤマダ^タロウ", "RXE|1"));
    look();
    put(prescription("20260903100000000", '0'), message("0001234", "ヤマダ^タロウ", "RXE|1"));
    look();
    put(prescription("20260902100000000", '1'), message("0001234", "ヤマダ^タロウ", "RXE|2"));
    look();

    assertThat(statuses()).containsExactly("Deprecated");
    assertThat(misfiled()).isEmpty();
    assertThat(tally())
        .isEqualTo(
            "1 registered, 0 of patients, 1 superseded, 1 deleted, 0 deleting nothing, 0 misfiled");
  }

  @Test
  void aReplacedDocumentCanStillBeRetrievedButNoneThatWasDeleted() throws IOException {
    put(prescription("20260901100000000", '1'), message("0001234", "ヤマダ^タロウ", "RXE|1"));
    look();
    put(prescription("20260902100000000", '1'), message("0001234", "ヤマダ^タロウ", "RXE|2"));
    look();
    assertThat(documents()).hasSize(2).allMatch(id -> registry.document(id).isPresent());

    put(prescription("20260903100000000", '0'), message("0001234", "ヤマダ^タロウ", "RXE|2"));
    look();

    assertThat(statuses()).containsExactly("Deprecated", "Deprecated");
    assertThat(documents()).hasSize(2).allMatch(id -> registry.document(id).isEmpty());
  }

  @Test
  void whatAStorageOrdersAnewAfterADeletionIsGivenOutAgain() throws IOException {
    put(prescription("20260901100000000", '1'), message("0001234", "ヤマダ^タロウ", "RXE|1"));
    put(prescription("20260903100000000", '0'), message("0001234", "ヤマダ^タロウ", "RXE|1"));
    look();
    put(prescription("20260904100000000", '1'), message("0001234", "ヤマダ^タロウ", "RXE|1"));
    look();

    assertThat(statuses()).containsExactly("Deprecated", "Approved");
    assertThat(registry.document(documents().getFirst())).isEmpty();
    assertThat(registry.document(documents().getLast())).isPresent();
  }

  @Test
  void aDeletionOfWhatWasNeverRegisteredIsNoDeletion() throws IOException {
    put(prescription("20260903100000000", '0'), message("0001234", "ヤマダ^タロウ", "RXE|1"));

    look();

    assertThat(tally())
        .isEqualTo(
            "0 registered, 0 of patients, 0 superseded, 0 deleted, 1 deleting nothing, 0 misfiled");
  }

  private List<String> documents() {
    return database
        .sql("select unique_id from registry_object where kind = 'ENTRY' order by ordinal")
        .query(String.class)
        .list();
  }

  private String tally() {
    return new StorageLedger(database).tally();
  }

  @Test
  void whatLiesInTheWrongPlaceIsReportedAndNeverRegistered() throws IOException {
    String name = "0001234_20260901_OMP-01_000000000000001_20260901100000000_01_1";
    put("000/123/0001234/20260901/ADT-31/" + name, message("0001234", "ヤマダ^タロウ", "RXE|1"));
    put("000/999/0001234/20260901/OMP-01/" + name, message("0001234", "ヤマダ^タロウ", "RXE|1"));
    put("stray.txt", "x");

    look();

    assertThat(statuses()).isEmpty();
    assertThat(misfiled()).containsExactly("FOLDER", "FOLDER", "DEPTH");
  }

  @Test
  void aMessageOfAnotherPatientIsNeverFiledUnderThisOne() throws IOException {
    put(prescription("20260901100000000", '1'), message("7777777", "ヤマダ^タロウ", "RXE|1"));

    look();

    assertThat(misfiled()).containsExactly("OTHER_PATIENT");
    assertThat(patients.knows("0001234")).isFalse();
  }

  @Test
  void aFileStillBeingWrittenWaits() throws IOException {
    Path file = put(prescription("20260901100000000", '1'), "MSH|^~\\&|HIS");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    look();
    assertThat(statuses()).isEmpty();
    assertThat(misfiled()).isEmpty();

    put(prescription("20260901100000000", '1'), message("0001234", "ヤマダ^タロウ", "RXE|1"));
    look();

    assertThat(statuses()).containsExactly("Approved");
  }

  @Test
  void aFileThatBecomesReadableIsNoLongerReported() throws IOException {
    put(prescription("20260901100000000", '1'), "not HL7");
    look();
    assertThat(misfiled()).containsExactly("UNREADABLE");

    put(prescription("20260901100000000", '1'), message("0001234", "ヤマダ^タロウ", "RXE|1"));
    look();

    assertThat(misfiled()).isEmpty();
    assertThat(statuses()).containsExactly("Approved");
  }

  @Test
  void aStorageFromARealHospitalSystemIsRead() throws IOException {
    String shared = System.getenv("MUSUBI_SHARED_DATA");
    assumeTrue(shared != null, "MUSUBI_SHARED_DATA names no folder with real inputs");
    Path sample = Path.of(shared).resolve("ssmix2/sampleData");
    assumeTrue(Files.isDirectory(sample), "MUSUBI_SHARED_DATA holds no ssmix2/sampleData");
    look(sample);

    assertThat(tally())
        .as("all 22 files; the one deletion names an order that no other file has")
        .isEqualTo(
            "8 registered, 1 of patients, 0 superseded, 0 deleted, 1 deleting nothing,"
                + " 12 misfiled (FOLDER 1, OTHER_PATIENT 11)");
    assertThat(documents()).hasSize(8).allMatch(id -> registry.document(id).isPresent());
    assertThat(patients.byNumber("9999013").orElseThrow().name().family()).isEqualTo("患者");
    assertThat(statuses()).isNotEmpty().allMatch("Approved"::equals);
    assertThat(
            database
                .sql("select reason from misfiled where path like '%ADT-31/9999013%'")
                .query(String.class)
                .list())
        .containsExactly("FOLDER");
  }

  @Test
  void gaijiAndUnknownCellsAreKeptReadable() {
    byte[] bytes = java.util.HexFormat.of().parseHex("4d53487c5e7e5c267c1b2442752129211b28420d");

    var message = Hl7Message.read(bytes).orElseThrow();

    assertThat(message.text()).isEqualTo("MSH|^~\\&|\uE000〓\r");
  }
}
