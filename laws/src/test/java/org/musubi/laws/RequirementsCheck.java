package org.musubi.laws;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.musubi.laws.Requirements.Row;

/**
 * What must hold of docs/requirements.md.
 *
 * @param rooms every name that may stand in the column "room"
 * @param sections every section of the five seeds
 * @param tests every test of the source tree
 */
record RequirementsCheck(Set<String> rooms, List<String> sections, List<JavaSource.Test> tests) {

  List<String> violations(Requirements requirements) {
    List<String> found = new ArrayList<>(requirements.unreadable());
    Map<String, JavaSource.Test> byReference =
        tests.stream()
            .collect(
                Collectors.toMap(
                    JavaSource.Test::reference, Function.identity(), (one, other) -> one));
    Set<String> ids = new HashSet<>();
    Set<String> seen = new HashSet<>();
    for (Row row : requirements.rows()) {
      seen.add(row.section());
      if (!ids.add(row.id())) {
        found.add(row.id() + " stands twice");
      }
      if (!row.id().startsWith(row.section()) || row.section().isEmpty()) {
        found.add(row.id() + " does not belong under " + row.section());
      }
      if (!rooms.contains(row.room())) {
        found.add(row.id() + " names an unknown room: " + row.room());
      }
      for (String reference : row.tests()) {
        JavaSource.Test test = byReference.get(reference);
        if (test == null) {
          found.add(row.id() + " names a test that does not exist: " + reference);
        } else if (test.disabled()) {
          found.add(row.id() + " names a disabled test: " + reference);
        }
      }
    }
    sections.stream()
        .filter(section -> !seen.contains(section))
        .forEach(section -> found.add("no row for seed section " + section));
    seen.stream()
        .filter(section -> !sections.contains(section))
        .forEach(section -> found.add("no such seed section: " + section));
    return found;
  }
}
