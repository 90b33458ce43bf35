package org.musubi.gateway.iti38;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.AdhocQuery.ReturnType;
import org.musubi.ihe.xds.Association;
import org.musubi.ihe.xds.StoredQuery;
import org.musubi.ihe.xml.Element;

/**
 * Whom associations are about: an association names no patient, its ends do. An association joins
 * objects of one patient (ITI TF-3 4.2.2), so one end is enough; what the answer itself does not
 * say is asked of the community, documents first, then folders: always both, of nothing when
 * nothing is open, so that how long an answer takes does not tell whether there was one.
 */
final class Ends {
  /** Queries whose answers may hold associations. */
  static final Set<StoredQuery> ASSOCIATIONS =
      Set.of(
          StoredQuery.GET_ASSOCIATIONS,
          StoredQuery.GET_DOCUMENTS_AND_ASSOCIATIONS,
          StoredQuery.GET_SUBMISSION_SETS,
          StoredQuery.GET_SUBMISSION_SET_AND_CONTENTS,
          StoredQuery.GET_FOLDER_AND_CONTENTS,
          StoredQuery.GET_RELATED_DOCUMENTS);

  private static final int MOST = 1000;
  private static final String NOTHING = "urn:uuid:00000000-0000-0000-0000-000000000000";

  private final Map<String, Subject> subjects = new HashMap<>();

  /** Learns whom objects are about. */
  void learn(List<Element> objects) {
    for (Element object : objects) {
      var subject = Subject.of(object);
      if (!(subject instanceof Subject.Silent)) {
        object.attribute("id").ifPresent(id -> subjects.put(id, subject));
      }
    }
  }

  /** Asks for the ends of associations that are not known yet. */
  void lookUp(List<Element> objects, Function<AdhocQuery, List<Element>> ask) {
    ask(objects, StoredQuery.GET_DOCUMENTS, "$XDSDocumentEntryEntryUUID", ask);
    ask(objects, StoredQuery.GET_FOLDERS, "$XDSFolderEntryUUID", ask);
  }

  private void ask(
      List<Element> objects,
      StoredQuery query,
      String parameter,
      Function<AdhocQuery, List<Element>> ask) {
    Set<String> unknown = new HashSet<>();
    associations(objects)
        .filter(association -> of(association).isEmpty())
        .flatMap(association -> Stream.of(association.source(), association.target()))
        .filter(id -> id.startsWith("urn:uuid:"))
        .forEach(unknown::add);
    if (unknown.isEmpty()) {
      unknown.add(NOTHING);
    }
    learn(
        ask.apply(
            AdhocQuery.of(query, ReturnType.LEAF_CLASS)
                .anyOf(parameter, unknown.stream().sorted().limit(MOST).toList())
                .build()));
  }

  /** The known ends of an association; empty when it cannot be told whom it is about. */
  List<Subject> of(Association association) {
    var ends = new ArrayList<Subject>();
    for (String id : List.of(association.source(), association.target())) {
      var subject = subjects.get(id);
      if (subject != null) {
        ends.add(subject);
      }
    }
    return ends;
  }

  private static Stream<Association> associations(List<Element> objects) {
    return objects.stream().flatMap(object -> Association.of(object).stream());
  }
}
