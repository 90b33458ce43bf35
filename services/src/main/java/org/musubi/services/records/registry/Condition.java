package org.musubi.services.records.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.DocumentEntry;
import org.musubi.ihe.xds.Ebxml;

/** A WHERE clause over {@code registry_object o}, and the values in it. */
final class Condition {
  private final List<String> clauses = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  String sql() {
    return clauses.isEmpty() ? "true" : String.join(" and ", clauses);
  }

  List<Object> values() {
    return values;
  }

  Condition and(String clause, Object... with) {
    clauses.add(clause);
    values.addAll(List.of(with));
    return this;
  }

  /** A column has one of these values; none at all when the list is empty. */
  Condition in(String column, Collection<String> wanted) {
    clauses.add(wanted.isEmpty() ? "false" : column + " in (" + marks(wanted.size()) + ")");
    values.addAll(wanted);
    return this;
  }

  /** An object has one of these facets; no condition when the parameter is absent. */
  Condition facet(String name, List<String> wanted) {
    if (!wanted.isEmpty()) {
      clauses.add(
          "exists (select 1 from facet f where f.object = o.id and f.name = ? and f.value in ("
              + marks(wanted.size())
              + "))");
      values.add(name);
      values.addAll(wanted);
    }
    return this;
  }

  /** A facet fits one of these SQL LIKE patterns. */
  Condition like(String name, List<String> patterns) {
    if (!patterns.isEmpty()) {
      clauses.add(
          "exists (select 1 from facet f where f.object = o.id and f.name = ? and ("
              + String.join(
                  " or ", Collections.nCopies(patterns.size(), "f.value like ? escape ''"))
              + "))");
      values.add(name);
      values.addAll(patterns);
    }
    return this;
  }

  /** Every slot of the parameter must be met by one of its values. */
  Condition each(String name, List<List<String>> slots) {
    slots.forEach(slot -> facet(name, slot));
    return this;
  }

  /** From is included, To is not (ITI TF-2 3.18.4.1.2.3.7.1). */
  Condition between(AdhocQuery query, String parameter, String column) {
    query
        .value(parameter + "From")
        .ifPresent(from -> and(column + " >= ?", RegistryObject.pad(from)));
    query.value(parameter + "To").ifPresent(to -> and(column + " < ?", RegistryObject.pad(to)));
    return this;
  }

  /** Statuses that are not understood are ignored (3.18.4.1.2.3.6). */
  Condition status(List<String> urns) {
    var names = new ArrayList<String>();
    if (urns.contains(Ebxml.APPROVED)) {
      names.add("Approved");
    }
    if (urns.contains(Ebxml.DEPRECATED)) {
      names.add("Deprecated");
    }
    return in("o.status", names);
  }

  /** Without the parameter only stable documents are meant (3.18.4.1.2.3.6.2). */
  Condition entryType(List<String> types) {
    return in("o.object_type", types.isEmpty() ? List.of(DocumentEntry.STABLE) : types);
  }

  private static String marks(int count) {
    return String.join(",", Collections.nCopies(count, "?"));
  }
}
