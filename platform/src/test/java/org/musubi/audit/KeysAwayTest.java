package org.musubi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.core.MedicalId;
import org.musubi.support.TestDatabase;
import org.musubi.tlog.Disk;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The database is away, and with it the keys of persons. */
class KeysAwayTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();

  @TempDir Path data;
  private SequencedTrail trail;
  private Cut cut;
  private final MedicalId patient = MedicalId.next(Trails.CLOCK);

  /** A database that can be taken away. */
  private static final class Cut extends DelegatingDataSource {
    private volatile boolean away;

    Cut(DataSource source) {
      super(source);
    }

    @Override
    public Connection getConnection() throws SQLException {
      if (away) {
        throw new SQLException("away");
      }
      return super.getConnection();
    }
  }

  @BeforeEach
  void open() {
    Trails.emptied(DATABASE);
    cut = new Cut(DATABASE.source());
    var local = new JdbcTemplate(cut);
    var disk = Disk.real();
    var opened =
        OpenedLog.open(data, Trails.PROPERTIES, Trails.CLOCK, local, DATABASE.transactions(), disk);
    trail =
        new SequencedTrail(
            opened,
            new Outbox(local),
            Reserve.in(data, Trails.PROPERTIES, disk),
            Trails.PROPERTIES,
            Trails.CLOCK,
            Step.Watch.NOBODY);
  }

  @AfterEach
  void close() throws Exception {
    trail.close();
  }

  @Test
  void aDisclosureAboutSomebodyNewIsNotRecordedAndSoNotMade() {
    cut.away = true;
    assertThatThrownBy(() -> trail.before(Trails.event(Action.RETRIEVE, Result.INTENDED, patient)))
        .isInstanceOf(AuditUnavailable.class);
    assertThat(trail.state().size()).isZero();
  }

  @Test
  void aRefusalIsKeptAboutNobody() throws Exception {
    cut.away = true;
    var receipt = trail.before(Trails.event(Action.RETRIEVE, Result.REFUSED, patient));
    var proof = trail.proofs().of(receipt.position(), receipt).orElseThrow();
    assertThat(EntryReading.read(proof.entry()))
        .isInstanceOfSatisfying(
            Entry.Event.class,
            entry -> {
              assertThat(entry.event().patient()).isNull();
              assertThat(entry.event().what()).isEmpty();
              assertThat(entry.event().details()).isEqualTo(Map.of("closed", "NO_KEY"));
            });
  }

  @Test
  void whoseKeyIsInMemoryIsRecordedOn() {
    trail.before(Trails.event(Action.RETRIEVE, Result.INTENDED, patient));
    cut.away = true;
    var again = trail.before(Trails.event(Action.RETRIEVE, Result.INTENDED, patient));
    assertThat(again.position()).isEqualTo(1);
  }
}
