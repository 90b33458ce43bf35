package org.musubi.core.store;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the store of record is.
 *
 * @param url JDBC URL of a PostgreSQL 16 or later; empty = the embedded one under {@code
 *     musubi.data}/postgres
 * @param user its user
 * @param password its password
 * @param registryReadOnly true at a point: every Registry connection is read only, and the server
 *     refuses writes
 * @param connections most connections of each of the two data sources
 * @param patience longest time one statement may take, so that no request waits for a database that
 *     hangs; only the search index, when it is read again, is given longer
 */
@ConfigurationProperties("musubi.database")
public record DatabaseProperties(
    @DefaultValue("") String url,
    @DefaultValue("musubi") String user,
    @DefaultValue("") String password,
    @DefaultValue("false") boolean registryReadOnly,
    @DefaultValue("10") int connections,
    @DefaultValue("5s") Duration patience) {
  public DatabaseProperties {
    if (connections < 1 || patience.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "musubi.database.connections is at least 1 and musubi.database.patience a second");
    }
  }
}
