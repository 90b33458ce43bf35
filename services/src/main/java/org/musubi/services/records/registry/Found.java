package org.musubi.services.records.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a query has found so far: objects and associations, each once, in the order found. */
final class Found {
  private final Map<String, Row> objects = new LinkedHashMap<>();
  private final Map<String, Link> associations = new LinkedHashMap<>();

  /** An object, its XML still as text. */
  record Row(String id, Kind kind, String patient, String status, String time, String xml) {}

  /** An association, its XML still as text. */
  record Link(String id, String type, String source, String target, String xml) {}

  Found add(Collection<Row> rows) {
    rows.forEach(row -> objects.putIfAbsent(row.id(), row));
    return this;
  }

  Found join(Collection<Link> links) {
    links.forEach(link -> associations.putIfAbsent(link.id(), link));
    return this;
  }

  boolean has(String id) {
    return objects.containsKey(id);
  }

  Set<String> ids() {
    return objects.keySet();
  }

  List<Row> objects() {
    return new ArrayList<>(objects.values());
  }

  List<Link> associations() {
    return new ArrayList<>(associations.values());
  }

  int size() {
    return objects.size() + associations.size();
  }

  long patients() {
    return objects.values().stream().map(Row::patient).distinct().count();
  }
}
