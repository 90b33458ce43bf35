package org.musubi.services.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.musubi.services.records.support.Cluster;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that an earlier version filled. */
class MigrationTest {
  private final String url = Cluster.database();
  private final JdbcClient database =
      JdbcClient.create(Cluster.source(url + "?currentSchema=records"));

  @BeforeEach
  void fillTheFirstVersion() {
    migrate("1");
    run(
        "insert into patient values ('1','a','b','c','d','a b','c d',null,'U',null,null,'ADT-00','0')");
    document("deleted", "Deprecated");
    document("replaced", "Deprecated");
    document("current", "Approved");
    file("order-1", "1", '1', "deleted", "REGISTERED");
    file("order-1", "2", '0', null, "WITHDRAWN");
    file("order-2", "1", '1', "replaced", "REGISTERED");
    file("order-2", "2", '1', "current", "REGISTERED");
    file("order-3", "1", '0', null, "WITHDRAWN");
  }

  @Test
  void whatWasDeletedBeforeIsGivenToNobodyAfterwardsAndADeletionOfNothingIsCalledThat() {
    migrate("2");

    assertThat(list("select unique_id from content where deleted_at is not null"))
        .containsExactly("deleted");
    assertThat(
            list("select subject || ' ' || outcome from storage_file where flag = '0' order by 1"))
        .containsExactly("order-1 DELETED", "order-3 NOTHING");
  }

  private void migrate(String version) {
    Flyway.configure()
        .dataSource(url, Cluster.user(), Cluster.password())
        .schemas("records")
        .locations("classpath:db/migration/records")
        .target(MigrationVersion.fromVersion(version))
        .load()
        .migrate();
  }

  private void document(String id, String status) {
    run(
        "insert into registry_object (id, kind, unique_id, patient, status, object_type, xml,"
            + " registered_at) values (?, 'ENTRY', ?, '1', ?, 'x', 'x', now())",
        "urn:" + id,
        id,
        status);
    run(
        "insert into content values (?, ?, 1, 'x', 'x', 'text/plain', now())",
        id,
        UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)));
  }

  private void file(
      String subject, String occurred, char flag, @Nullable String entry, String outcome) {
    run(
        "insert into storage_file values (?, ?, ?, ?, 1, 1, ?, ?)",
        subject + occurred,
        subject,
        occurred,
        String.valueOf(flag),
        entry == null ? null : "urn:" + entry,
        outcome);
  }

  private void run(String sql, @Nullable Object... values) {
    database.sql(sql).params(Arrays.asList(values)).update();
  }

  private List<String> list(String sql) {
    return database.sql(sql).query(String.class).list();
  }
}
