package org.musubi.services.records.access;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The service's own record of who was given which document: one row for each document, durable
 * before the document leaves. A transfer that was cut afterwards stays recorded. The table takes no
 * update, delete or truncate; whoever owns the database can take that rule away.
 */
public final class AccessLog {
  private final JdbcClient database;
  private final InstantSource clock;

  public AccessLog(JdbcClient database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Records that a document is about to be given out.
   *
   * @param document its unique id
   * @param sha256 of its content, lower-case hex
   * @throws DataAccessException when it cannot be recorded: then nothing may leave
   */
  public void releasing(Reader reader, String document, String sha256) {
    database
        .sql(
            "insert into access (id, at, transaction, certificate, assertion, issuer, subject,"
                + " organisation, purpose, document, sha256)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            UUID.randomUUID(),
            Instant.ofEpochMilli(clock.millis()).atOffset(ZoneOffset.UTC),
            reader.transaction(),
            reader.certificate(),
            reader.assertion(),
            reader.issuer(),
            reader.subject(),
            reader.organisation(),
            reader.purpose(),
            document,
            sha256)
        .update();
  }
}
