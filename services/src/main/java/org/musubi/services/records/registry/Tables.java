package org.musubi.services.records.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.xds.Association;
import org.musubi.ihe.xml.XmlWriter;
import org.musubi.services.records.content.Stored;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements of the registry's tables. Every write joins the caller's transaction. */
final class Tables {
  private final JdbcClient database;

  Tables(JdbcClient database) {
    this.database = database;
  }

  /** What is known of an object without reading its XML. */
  record Known(
      String id,
      Kind kind,
      String uniqueId,
      String patient,
      boolean approved,
      @Nullable String hash) {}

  /** A document's content, what it is, and whether it is given to nobody any more. */
  record Held(Stored stored, String mimeType, boolean deleted) {}

  Optional<Known> object(String id) {
    return known("id", id).stream().findFirst();
  }

  List<Known> objectsNamed(String uniqueId) {
    return known("unique_id", uniqueId);
  }

  private List<Known> known(String column, String value) {
    return database
        .sql(
            "select id, kind, unique_id, patient, status, hash from registry_object where "
                + column
                + " = ?")
        .param(value)
        .query((row, index) ->
            new Known(
                text(row, "id"),
                Kind.valueOf(text(row, "kind")),
                text(row, "unique_id"),
                text(row, "patient"),
                "Approved".equals(row.getString("status")),
                row.getString("hash")))
        .list();
  }

  boolean isAssociation(String id) {
    return database
        .sql("select 1 from association where id = ?")
        .param(id)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  void add(RegistryObject object, String patient, Instant now) {
    database
        .sql(
            "insert into registry_object (id, kind, unique_id, patient, status, object_type, hash,"
                + " time, service_start, service_stop, xml, registered_at)"
                + " values (?, ?, ?, ?, 'Approved', ?, ?, ?, ?, ?, ?, ?)")
        .params(
            Arrays.asList(
                object.id(),
                object.kind().name(),
                object.uniqueId().orElseThrow(),
                patient,
                object.objectType(),
                object.hash().orElse(null),
                object.time().orElse(null),
                object.time("serviceStartTime").orElse(null),
                object.time("serviceStopTime").orElse(null),
                xml(object.element()),
                now.atOffset(ZoneOffset.UTC)))
        .update();
    for (var facet : object.facets()) {
      database
          .sql("insert into facet (object, name, value) values (?, ?, ?)")
          .params(object.id(), facet.name(), facet.value())
          .update();
    }
  }

  void add(Association association, Instant now) {
    database
        .sql(
            "insert into association (id, type, source, target, status, xml, registered_at)"
                + " values (?, ?, ?, ?, 'Approved', ?, ?)")
        .params(
            association.id(),
            association.type(),
            association.source(),
            association.target(),
            xml(association.element()),
            now.atOffset(ZoneOffset.UTC))
        .update();
  }

  /**
   * Takes a deposit, unless its document is there already.
   *
   * @return what is there now: the deposit's own file, or that of the one before
   */
  Held keep(Deposit deposit, Instant now) {
    var stored = deposit.stored();
    database
        .sql(
            "insert into content (unique_id, file, size, sha1, sha256, mime_type, stored_at)"
                + " values (?, ?, ?, ?, ?, ?, ?) on conflict (unique_id) do nothing")
        .params(
            deposit.uniqueId(),
            stored.file(),
            stored.size(),
            stored.sha1(),
            stored.sha256(),
            deposit.mimeType(),
            now.atOffset(ZoneOffset.UTC))
        .update();
    return content(deposit.uniqueId()).orElseThrow();
  }

  Optional<Held> content(String uniqueId) {
    return database
        .sql(
            "select file, size, sha1, sha256, mime_type, deleted_at is not null as deleted"
                + " from content where unique_id = ?")
        .param(uniqueId)
        .query((row, index) ->
            new Held(
                new Stored(
                    Objects.requireNonNull(row.getObject("file", UUID.class)),
                    row.getLong("size"),
                    text(row, "sha1"),
                    text(row, "sha256")),
                text(row, "mime_type"),
                row.getBoolean("deleted")))
        .optional();
  }

  boolean names(UUID file) {
    return database
        .sql("select 1 from content where file = ?")
        .param(file)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** Deprecates an object in use; false when it was not in use. */
  boolean deprecate(String id) {
    return database
            .sql(
                "update registry_object set status = 'Deprecated'"
                    + " where id = ? and status = 'Approved'")
            .param(id)
            .update()
        == 1;
  }

  /** Keeps the content of an entry's document from everyone, from now on. */
  void delete(String entry, Instant now) {
    database
        .sql(
            "update content set deleted_at = ? where deleted_at is null"
                + " and unique_id = (select unique_id from registry_object where id = ?)")
        .params(now.atOffset(ZoneOffset.UTC), entry)
        .update();
  }

  /** Documents in use that append to or transform this one. */
  List<String> dependants(String id) {
    return database
        .sql(
            "select o.id from association a join registry_object o on o.id = a.source"
                + " where a.target = ? and a.type in (?, ?) and o.status = 'Approved'")
        .params(id, Relation.APPENDS, Relation.TRANSFORMS)
        .query((row, index) -> Objects.requireNonNull(row.getString(1)))
        .list();
  }

  List<String> foldersOf(String entry) {
    return database
        .sql(
            "select o.id from association a join registry_object o on o.id = a.source"
                + " where a.target = ? and a.type = ? and o.kind = 'FOLDER'")
        .params(entry, Association.HAS_MEMBER)
        .query((row, index) -> Objects.requireNonNull(row.getString(1)))
        .list();
  }

  /** Document unique ids and hashes of a registered submission set. */
  List<String> contentsOf(String set) {
    return database
        .sql(
            "select o.unique_id || ' ' || coalesce(o.hash, '') from association a"
                + " join registry_object o on o.id = a.target and o.kind = 'ENTRY'"
                + " where a.source = ? and a.type = ? order by 1")
        .params(set, Association.HAS_MEMBER)
        .query((row, index) -> Objects.requireNonNull(row.getString(1)))
        .list();
  }

  List<String> entriesOf(String set) {
    return database
        .sql(
            "select o.id from association a"
                + " join registry_object o on o.id = a.target and o.kind = 'ENTRY'"
                + " where a.source = ? and a.type = ? order by o.ordinal")
        .params(set, Association.HAS_MEMBER)
        .query((row, index) -> Objects.requireNonNull(row.getString(1)))
        .list();
  }

  /** Says when a folder last changed. */
  void touch(String folder, String time) {
    database.sql("update registry_object set time = ? where id = ?").params(time, folder).update();
  }

  private static String xml(org.musubi.ihe.xml.Element element) {
    return new String(XmlWriter.toBytes(element), java.nio.charset.StandardCharsets.UTF_8);
  }

  static String text(ResultSet row, String column) throws SQLException {
    @Nullable String value = row.getString(column);
    return Objects.requireNonNull(value);
  }
}
