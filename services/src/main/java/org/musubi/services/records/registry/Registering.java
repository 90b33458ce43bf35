package org.musubi.services.records.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.musubi.ihe.xds.Association;
import org.musubi.ihe.xds.Dtm;
import org.musubi.ihe.xds.Ebxml;
import org.musubi.ihe.xml.Element;

/**
 * One registration inside one transaction (ITI TF-2 3.42.4.1.3): relations to what is registered
 * already, deprecation, folders. Throws {@link Stop} to undo everything.
 */
final class Registering {
  private final Tables tables;
  private final Community community;
  private final Submission submission;
  private final String patient;
  private final Instant now;

  Registering(
      Tables tables, Community community, Submission submission, String patient, Instant now) {
    this.tables = tables;
    this.community = community;
    this.submission = submission;
    this.patient = patient;
    this.now = now;
  }

  /** Undoes the transaction. */
  static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    Stop(Problem problem) {
      super(problem.name(), null, false, false);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }

  List<String> run() {
    for (var object : submission.objects().values()) {
      add(object);
    }
    for (var association : submission.associations()) {
      relate(association);
    }
    submission.all(Kind.FOLDER).forEach(folder -> tables.touch(folder.id(), Dtm.of(now)));
    return submission.all(Kind.ENTRY).stream().map(RegistryObject::id).toList();
  }

  private void add(RegistryObject object) {
    if (tables.object(object.id()).isPresent() || tables.isAssociation(object.id())) {
      throw new Stop(Problem.ID_TAKEN);
    }
    if (object.kind() != Kind.ENTRY
        && tables.objectsNamed(object.uniqueId().orElseThrow()).stream()
            .anyMatch(known -> known.kind() != Kind.ENTRY)) {
      throw new Stop(Problem.UNIQUE_ID_TAKEN);
    }
    tables.add(object.with(finished(object.element())), patient, now);
  }

  /** As received, said in this community's name and with its logical id. */
  private Element finished(Element element) {
    var named =
        element
            .withAttribute("status", Ebxml.APPROVED)
            .withAttribute("home", community.home().toString());
    return named.attribute("lid").isPresent()
        ? named
        : named.withAttribute("lid", named.attribute("id").orElse(""));
  }

  private void relate(Association association) {
    if (tables.object(association.id()).isPresent() || tables.isAssociation(association.id())) {
      throw new Stop(Problem.ID_TAKEN);
    }
    String type = association.type();
    if (type.equals(Association.HAS_MEMBER)) {
      member(association);
    } else {
      between(association);
    }
    tables.add(new Association(finished(association.element())), now);
    if (Relation.replaces(type)) {
      replace(association);
    }
  }

  private void member(Association association) {
    var holder = find(association.source());
    if (holder.kind() == Kind.ENTRY) {
      throw new Stop(Problem.BAD_ASSOCIATION);
    }
    boolean toAssociation =
        holder.kind() == Kind.SET
            && (tables.isAssociation(association.target()) || isOurs(association.target()));
    if (!toAssociation) {
      find(association.target());
    }
    if (holder.kind() == Kind.FOLDER) {
      tables.touch(holder.id(), Dtm.of(now));
    }
  }

  private boolean isOurs(String id) {
    return submission.associations().stream().anyMatch(a -> a.id().equals(id));
  }

  /** One document says something of another, which must be in use. */
  private void between(Association association) {
    var source = submission.objects().get(association.source());
    if (source == null || source.kind() != Kind.ENTRY) {
      throw new Stop(Problem.BAD_ASSOCIATION);
    }
    if (!submission.objects().containsKey(association.target())) {
      var target = find(association.target());
      if (target.kind() != Kind.ENTRY) {
        throw new Stop(Problem.BAD_ASSOCIATION);
      }
      if (!target.approved()) {
        throw new Stop(Problem.TARGET_DEPRECATED);
      }
    } else if (Relation.replaces(association.type())) {
      throw new Stop(Problem.BAD_ASSOCIATION);
    }
  }

  private Tables.Known find(String id) {
    var known = tables.object(id).orElseThrow(() -> new Stop(Problem.UNRESOLVED));
    if (!known.patient().equals(patient)) {
      throw new Stop(Problem.ANOTHER_PATIENT);
    }
    return known;
  }

  private void replace(Association association) {
    deprecate(association.target(), new HashSet<>());
    for (var folder : tables.foldersOf(association.target())) {
      tables.add(new Association(finished(memberOf(folder, association.source()))), now);
      tables.touch(folder, Dtm.of(now));
    }
  }

  private static Element memberOf(String folder, String entry) {
    return Association.of("urn:uuid:" + UUID.randomUUID(), Association.HAS_MEMBER, folder, entry)
        .element();
  }

  /** With a document goes what was appended to it or transformed from it (ITI TF-3 4.2.2.2). */
  private void deprecate(String id, Set<String> seen) {
    if (!seen.add(id)) {
      return;
    }
    if (!tables.deprecate(id) && seen.size() == 1) {
      throw new Stop(Problem.TARGET_DEPRECATED);
    }
    tables.dependants(id).forEach(dependant -> deprecate(dependant, seen));
  }

  /** Document unique id and hash of each entry, sorted, as {@link Tables#contentsOf} gives them. */
  static List<String> contents(Submission submission) {
    var contents = new ArrayList<String>();
    for (var entry : submission.all(Kind.ENTRY)) {
      contents.add(entry.uniqueId().orElse("") + " " + entry.hash().orElse(""));
    }
    contents.sort(null);
    return contents;
  }
}
