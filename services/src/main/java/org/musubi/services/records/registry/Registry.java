package org.musubi.services.records.registry;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.Dtm;
import org.musubi.ihe.xds.Ebxml;
import org.musubi.ihe.xds.QueryResponse;
import org.musubi.ihe.xds.RegisterDocumentSet;
import org.musubi.services.records.content.Stored;
import org.musubi.services.records.patients.Hl7Names;
import org.musubi.services.records.patients.Origin;
import org.musubi.services.records.patients.Patients;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The registry, and the repository's list of what it holds. A registration is one transaction: when
 * {@link Registered.Done} is returned it is durable, otherwise nothing of it is there.
 */
public final class Registry {
  private final Community community;
  private final TransactionOperations transactions;
  private final Tables tables;
  private final Patients patients;
  private final Queries queries;
  private final InstantSource clock;

  /**
   * @param most document entries, sets, folders and associations that one answer may hold
   */
  public Registry(
      Community community,
      TransactionOperations transactions,
      JdbcClient database,
      Patients patients,
      InstantSource clock,
      int most) {
    this.community = community;
    this.transactions = transactions;
    this.tables = new Tables(database);
    this.patients = patients;
    this.queries = new Queries(database, community, patients, most);
    this.clock = clock;
  }

  /** Who this community is. */
  public Community community() {
    return community;
  }

  /**
   * Registers a submission (ITI-42), with the content that came with it (ITI-41).
   *
   * @param message its ids may be symbolic
   * @param deposits content at rest, one for each document of our own repository; empty for ITI-42
   */
  public Registered register(RegisterDocumentSet message, List<Deposit> deposits) {
    var submission = Submission.of(message.withAssignedIds(() -> "urn:uuid:" + UUID.randomUUID()));
    var problems = submission.problems();
    if (!problems.isEmpty()) {
      return new Registered.Refused(problems);
    }
    try {
      return attempt(submission, deposits);
    } catch (DuplicateKeyException raced) {
      // Someone else registered the same ids at this moment; now the checks see them.
      try {
        return attempt(submission, deposits);
      } catch (DuplicateKeyException again) {
        return Registered.Refused.of(Problem.ID_TAKEN.error());
      }
    }
  }

  private Registered attempt(Submission submission, List<Deposit> deposits) {
    try {
      var done = transactions.execute(status -> write(submission, deposits));
      if (done == null) {
        throw new IllegalStateException("a transaction without a result");
      }
      return done;
    } catch (Registering.Stop stop) {
      return Registered.Refused.of(stop.problem().error());
    }
  }

  private Registered write(Submission submission, List<Deposit> deposits) {
    var before = same(submission);
    if (before.isPresent()) {
      return new Registered.Done(before.get(), true);
    }
    String patient = patient(submission);
    var now = clock.instant();
    for (var deposit : deposits) {
      var held = tables.keep(deposit, now);
      if (held.deleted()) {
        throw new Registering.Stop(Problem.DELETED);
      }
      if (!held.stored().sha1().equals(deposit.stored().sha1())) {
        throw new Registering.Stop(Problem.OTHER_HASH);
      }
    }
    submission.all(Kind.ENTRY).forEach(this::checkContent);
    return new Registered.Done(
        new Registering(tables, community, submission, patient, now).run(), false);
  }

  /** A submission that was acknowledged and is sent again, the answer having been lost. */
  private Optional<List<String>> same(Submission submission) {
    return tables.objectsNamed(submission.set().uniqueId().orElseThrow()).stream()
        .filter(known -> known.kind() == Kind.SET)
        .filter(known -> tables.contentsOf(known.id()).equals(Registering.contents(submission)))
        .findFirst()
        .map(known -> tables.entriesOf(known.id()));
  }

  private void checkContent(RegistryObject entry) {
    String uniqueId = entry.uniqueId().orElseThrow();
    String hash = entry.hash().orElse("");
    var repository = Ebxml.slotValue(entry.element(), "repositoryUniqueId").orElse("");
    if (repository.equals(community.repository().value())) {
      var held = tables.content(uniqueId);
      if (held.isEmpty()) {
        throw new Registering.Stop(Problem.DOCUMENT_MISSING);
      }
      if (held.get().deleted()) {
        throw new Registering.Stop(Problem.DELETED);
      }
      if (!held.get().stored().sha1().equalsIgnoreCase(hash)) {
        throw new Registering.Stop(Problem.OTHER_HASH);
      }
    } else if (community.others().stream().noneMatch(oid -> oid.value().equals(repository))) {
      throw new Registering.Stop(Problem.NOT_OUR_REPOSITORY);
    }
    if (tables.objectsNamed(uniqueId).stream()
        .anyMatch(known -> known.kind() == Kind.ENTRY && !hash.equalsIgnoreCase(known.hash()))) {
      throw new Registering.Stop(Problem.OTHER_HASH);
    }
  }

  /** The patient's number; a patient not known yet is taken from sourcePatientInfo. */
  private String patient(Submission submission) {
    var id = submission.set().patient().orElseThrow();
    if (!id.assigner().equals(community.assigner())) {
      throw new Registering.Stop(Problem.UNKNOWN_PATIENT);
    }
    if (!patients.knows(id.value())) {
      var info =
          submission.all(Kind.ENTRY).stream()
              .map(entry -> Ebxml.slot(entry.element(), "sourcePatientInfo"))
              .filter(values -> !values.isEmpty())
              .findFirst()
              .orElseThrow(() -> new Registering.Stop(Problem.UNKNOWN_PATIENT));
      var patient = Hl7Names.ofSourcePatientInfo(id.value(), info);
      if (patient.name().isEmpty() || patient.birthDate() == null) {
        throw new Registering.Stop(Problem.UNKNOWN_PATIENT);
      }
      patients.register(patient, Origin.SUBMISSION, Dtm.of(clock.instant()) + "000");
    }
    return id.value();
  }

  /** Answers a stored query; {@code problems} of the query itself were asked before. */
  public QueryResponse answer(AdhocQuery query) {
    return queries.answer(query);
  }

  /**
   * A document as this repository holds it.
   *
   * @param stored its content
   * @param mimeType its media type
   */
  public record Document(Stored stored, String mimeType) {}

  /**
   * The document of that unique id: also one that was replaced, as XDS has it (a deprecated
   * document can still be retrieved), but none that was deleted.
   */
  public Optional<Document> document(String uniqueId) {
    return tables
        .content(uniqueId)
        .filter(held -> !held.deleted())
        .map(held -> new Document(held.stored(), held.mimeType()));
  }

  /** Whether a file belongs to a registered document. */
  public boolean names(UUID file) {
    return tables.names(file);
  }

  /** Whether a document entry is there and in use. */
  public boolean isInUse(String entry) {
    return tables.object(entry).filter(Tables.Known::approved).isPresent();
  }

  /**
   * Deletes a document as its source did (SS-MIX2). Its entry stays, deprecated, so that who knows
   * it learns that it is out of use; its content is given to nobody any more, and its unique id is
   * not taken again. Doing it again changes nothing.
   */
  public void delete(String entry) {
    transactions.executeWithoutResult(status -> {
      tables.deprecate(entry);
      tables.delete(entry, clock.instant());
    });
  }
}
