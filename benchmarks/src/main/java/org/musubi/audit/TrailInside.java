package org.musubi.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.musubi.core.ActId;
import org.musubi.tlog.Disk;
import org.musubi.tlog.Signer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** The trail without the platform around it: log, index and search as they are. */
public final class TrailInside implements AutoCloseable {
  private static final AuditProperties PROPERTIES =
      new AuditProperties(
          "musubi.example/bench",
          1024,
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Duration.ofMinutes(5),
          1_000_000,
          DataSize.ofMegabytes(16),
          false,
          false);

  private final SequencedTrail trail;
  private final IndexedSearch search;

  private TrailInside(JdbcTemplate local, SequencedTrail trail) {
    this.trail = trail;
    this.search = new IndexedSearch(JdbcClient.create(local), trail.sealing());
  }

  /** Opens a trail in a folder and a database, which get the room's tables. */
  public static TrailInside open(Path data, DataSource source) {
    Flyway.configure()
        .dataSource(source)
        .schemas("audit")
        .locations("classpath:db/migration/audit")
        .load()
        .migrate();
    var local = new JdbcTemplate(source);
    var transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
    var disk = Disk.real();
    var clock = Clock.systemUTC();
    var opened = OpenedLog.open(data, PROPERTIES, clock, local, transactions, disk);
    return new TrailInside(
        local,
        new SequencedTrail(
            opened,
            new Outbox(local),
            Reserve.in(data, PROPERTIES, disk),
            PROPERTIES,
            clock,
            Step.Watch.NOBODY));
  }

  /** A fresh key that signs as the platform signs. */
  public static Signer signer(String name) throws NoSuchAlgorithmException {
    return new CheckpointSigner(name, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
  }

  public List<Receipt> record(List<AuditEvent> events) {
    return trail.before(events);
  }

  public void end(ActId act, Outcome outcome) {
    trail.outcome(act, outcome);
  }

  public TrailSearch search() {
    return search;
  }

  /** Entries in the log. */
  public long size() {
    return trail.state().size();
  }

  /** Entries that the index has followed. */
  public long indexed() {
    return trail.state().indexed();
  }

  /** Reads the whole index again from the log; returns how many entries that were. */
  public long rebuild() throws Exception {
    return trail.rebuild().get();
  }

  @Override
  public void close() throws IOException {
    try {
      trail.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
