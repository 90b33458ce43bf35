package org.musubi.services.records.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads objects and associations; never more than it is told. */
final class Finder {
  private final JdbcClient database;
  private final int most;

  Finder(JdbcClient database, int most) {
    this.database = database;
    this.most = most;
  }

  List<Found.Row> objects(Condition condition) {
    var values = new ArrayList<>(condition.values());
    values.add(most);
    return database
        .sql(
            "select id, kind, patient, status, coalesce(time, '') as time, xml"
                + " from registry_object o where "
                + condition.sql()
                + " order by ordinal limit ?")
        .params(values)
        .query((row, index) ->
            new Found.Row(
                Tables.text(row, "id"),
                Kind.valueOf(Tables.text(row, "kind")),
                Tables.text(row, "patient"),
                Tables.text(row, "status"),
                Tables.text(row, "time"),
                Tables.text(row, "xml")))
        .list();
  }

  /** Associations whose source or target is one of these. */
  List<Found.Link> touching(Collection<String> ids) {
    return links("source in (%1$s) or target in (%1$s)", ids, Collections.nCopies(2, ids));
  }

  List<Found.Link> from(Collection<String> sources) {
    return links("source in (%1$s)", sources, List.of(sources));
  }

  List<Found.Link> to(Collection<String> targets) {
    return links("target in (%1$s)", targets, List.of(targets));
  }

  List<Found.Link> named(Collection<String> ids) {
    return links("id in (%1$s)", ids, List.of(ids));
  }

  private List<Found.Link> links(
      String where, Collection<String> ids, List<Collection<String>> parameters) {
    if (ids.isEmpty()) {
      return List.of();
    }
    var values = new ArrayList<Object>();
    parameters.forEach(values::addAll);
    values.add(most);
    return database
        .sql(
            "select id, type, source, target, xml from association where "
                + where.formatted(String.join(",", Collections.nCopies(ids.size(), "?")))
                + " order by ordinal limit ?")
        .params(values)
        .query((row, index) ->
            new Found.Link(
                Tables.text(row, "id"),
                Tables.text(row, "type"),
                Tables.text(row, "source"),
                Tables.text(row, "target"),
                Tables.text(row, "xml")))
        .list();
  }
}
