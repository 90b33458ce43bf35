package org.musubi.services.records.registry;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.Association;
import org.musubi.ihe.xds.StoredQuery;

/** What each stored query means (ITI TF-2 3.18.4.1.2.3.7), over the registry's tables. */
final class StoredQueries {
  private static final String ENTRY = "$XDSDocumentEntry";

  private final Finder finder;
  private final AdhocQuery query;

  StoredQueries(Finder finder, AdhocQuery query) {
    this.finder = finder;
    this.query = query;
  }

  Found run() {
    StoredQuery stored = query.query().orElseThrow();
    return switch (stored) {
      case FIND_DOCUMENTS, FIND_DOCUMENTS_BY_REFERENCE_ID -> findDocuments();
      case FIND_SUBMISSION_SETS -> findSubmissionSets();
      case FIND_FOLDERS -> findFolders();
      case GET_ALL -> getAll();
      case GET_DOCUMENTS -> new Found().add(named(Kind.ENTRY, ENTRY));
      case GET_FOLDERS -> new Found().add(named(Kind.FOLDER, "$XDSFolder"));
      case GET_ASSOCIATIONS -> new Found().join(finder.touching(query.values("$uuid")));
      case GET_DOCUMENTS_AND_ASSOCIATIONS -> {
        var found = new Found().add(named(Kind.ENTRY, ENTRY));
        yield found.join(finder.touching(found.ids()));
      }
      case GET_SUBMISSION_SETS -> getSubmissionSets();
      case GET_SUBMISSION_SET_AND_CONTENTS -> contents(Kind.SET, "$XDSSubmissionSet");
      case GET_FOLDER_AND_CONTENTS -> contents(Kind.FOLDER, "$XDSFolder");
      case GET_FOLDERS_FOR_DOCUMENT -> getFoldersForDocument();
      case GET_RELATED_DOCUMENTS -> getRelatedDocuments();
    };
  }

  private Found findDocuments() {
    var condition =
        ofPatient(Kind.ENTRY)
            .status(query.values(ENTRY + "Status"))
            .facet("class", query.values(ENTRY + "ClassCode"))
            .facet("type", query.values(ENTRY + "TypeCode"))
            .facet("practice", query.values(ENTRY + "PracticeSettingCode"))
            .facet("facility", query.values(ENTRY + "HealthcareFacilityTypeCode"))
            .each("event", query.conjunction(ENTRY + "EventCodeList"))
            .each("reference", query.conjunction(ENTRY + "ReferenceIdList"))
            .like("author", query.values(ENTRY + "AuthorPerson"))
            .between(query, ENTRY + "CreationTime", "o.time")
            .between(query, ENTRY + "ServiceStartTime", "o.service_start")
            .between(query, ENTRY + "ServiceStopTime", "o.service_stop");
    return new Found().add(finder.objects(entryFilter(condition)));
  }

  private Found findSubmissionSets() {
    var condition =
        ofPatient(Kind.SET)
            .status(query.values("$XDSSubmissionSetStatus"))
            .facet("source", query.values("$XDSSubmissionSetSourceId"))
            .facet("content", query.values("$XDSSubmissionSetContentType"))
            .like("author", query.values("$XDSSubmissionSetAuthorPerson"))
            .between(query, "$XDSSubmissionSetSubmissionTime", "o.time");
    return new Found().add(finder.objects(condition));
  }

  private Found findFolders() {
    var condition =
        ofPatient(Kind.FOLDER)
            .status(query.values("$XDSFolderStatus"))
            .each("folder", query.conjunction("$XDSFolderCodeList"))
            .between(query, "$XDSFolderLastUpdateTime", "o.time");
    return new Found().add(finder.objects(condition));
  }

  private Found getAll() {
    var sets = ofPatient(Kind.SET).status(query.values("$XDSSubmissionSetStatus"));
    var entries = entryFilter(ofPatient(Kind.ENTRY).status(query.values(ENTRY + "Status")));
    var folders = ofPatient(Kind.FOLDER).status(query.values("$XDSFolderStatus"));
    var found =
        new Found()
            .add(finder.objects(sets))
            .add(finder.objects(entries))
            .add(finder.objects(folders));
    return found.join(finder.touching(found.ids()));
  }

  private Found getSubmissionSets() {
    var links = members(finder.to(query.values("$uuid")));
    var found = new Found().add(byId(Kind.SET, sources(links)));
    return found.join(links.stream().filter(link -> found.has(link.source())).toList());
  }

  /** A submission set or folder, what it holds after filtering, and the associations between. */
  private Found contents(Kind kind, String prefix) {
    var found = new Found().add(named(kind, prefix));
    var links = members(finder.from(found.ids()));
    Set<String> targets = links.stream().map(Found.Link::target).collect(Collectors.toSet());
    found.add(finder.objects(entryFilter(withId(Kind.ENTRY, targets))));
    if (kind == Kind.SET) {
      found.add(byId(Kind.FOLDER, targets));
    }
    found.join(links.stream().filter(link -> found.has(link.target())).toList());
    if (kind == Kind.SET) {
      memberAssociations(found, links);
    }
    return found;
  }

  /** Associations that are members themselves, such as what a folder of the submission holds. */
  private void memberAssociations(Found found, List<Found.Link> links) {
    var unresolved = links.stream().map(Found.Link::target).filter(id -> !found.has(id)).toList();
    var members =
        finder.named(unresolved).stream()
            .filter(link -> found.has(link.source()) || found.has(link.target()))
            .toList();
    var ids = members.stream().map(Found.Link::id).collect(Collectors.toSet());
    found.join(links.stream().filter(link -> ids.contains(link.target())).toList());
    found.join(members);
  }

  private Found getFoldersForDocument() {
    var entries = named(Kind.ENTRY, ENTRY).stream().map(Found.Row::id).toList();
    return new Found().add(byId(Kind.FOLDER, sources(members(finder.to(entries)))));
  }

  private Found getRelatedDocuments() {
    var types = Set.copyOf(query.values("$AssociationTypes"));
    var start = named(Kind.ENTRY, ENTRY);
    var ids = start.stream().map(Found.Row::id).toList();
    var links =
        finder.touching(ids).stream()
            .filter(link -> types.contains(link.type()))
            .filter(link -> !link.type().equals(Association.HAS_MEMBER))
            .toList();
    if (links.isEmpty()) {
      return new Found();
    }
    var others = new HashSet<>(sources(links));
    links.forEach(link -> others.add(link.target()));
    var condition = withId(Kind.ENTRY, others).entryType(query.values(ENTRY + "Type"));
    var found = new Found().add(start).add(finder.objects(condition));
    return found.join(
        links.stream()
            .filter(link -> found.has(link.source()) && found.has(link.target()))
            .toList());
  }

  private Condition ofPatient(Kind kind) {
    return new Condition()
        .and("o.patient = ?", query.patient().orElseThrow().value())
        .and("o.kind = ?", kind.name());
  }

  private Condition entryFilter(Condition condition) {
    return condition
        .facet("format", query.values(ENTRY + "FormatCode"))
        .each("confidentiality", query.conjunction(ENTRY + "ConfidentialityCode"))
        .entryType(query.values(ENTRY + "Type"));
  }

  private List<Found.Row> named(Kind kind, String prefix) {
    var ids = query.values(prefix + "EntryUUID");
    return ids.isEmpty()
        ? finder.objects(
            new Condition()
                .and("o.kind = ?", kind.name())
                .in("o.unique_id", query.values(prefix + "UniqueId")))
        : byId(kind, ids);
  }

  private List<Found.Row> byId(Kind kind, Collection<String> ids) {
    return finder.objects(withId(kind, ids));
  }

  private static Condition withId(Kind kind, Collection<String> ids) {
    return new Condition().and("o.kind = ?", kind.name()).in("o.id", ids);
  }

  private static List<Found.Link> members(List<Found.Link> links) {
    return links.stream().filter(link -> link.type().equals(Association.HAS_MEMBER)).toList();
  }

  private static Set<String> sources(List<Found.Link> links) {
    return links.stream().map(Found.Link::source).collect(Collectors.toSet());
  }
}
