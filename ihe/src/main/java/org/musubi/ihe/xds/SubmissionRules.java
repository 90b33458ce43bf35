package org.musubi.ihe.xds;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.musubi.ihe.PatientIdentifier;

/**
 * What a registry checks before it takes a submission (ITI TF-2 3.42.4.1.3): one submission set,
 * identifiers that are there and unique within it, one patient, associations that point somewhere.
 * Messages name attributes, never values.
 */
final class SubmissionRules {
  private final RegisterDocumentSet submission;
  private final List<RegistryError> problems = new ArrayList<>();
  private final Set<String> uniqueIds = new HashSet<>();
  private final Set<String> ids = new HashSet<>();

  private SubmissionRules(RegisterDocumentSet submission) {
    this.submission = submission;
  }

  static List<RegistryError> problems(RegisterDocumentSet submission) {
    SubmissionRules rules = new SubmissionRules(submission);
    List<SubmissionSet> sets = submission.submissionSets();
    if (sets.size() != 1) {
      rules.metadata("a submission holds exactly one submission set");
      return List.copyOf(rules.problems);
    }
    submission.objects().forEach(o -> o.attribute("id").ifPresent(rules.ids::add));
    rules.set(sets.getFirst());
    for (DocumentEntry entry : submission.documentEntries()) {
      rules.entry(entry, sets.getFirst().patientId());
    }
    rules.associations(sets.getFirst());
    return List.copyOf(rules.problems);
  }

  private void metadata(String context) {
    problems.add(RegistryError.of(ErrorCode.REGISTRY_METADATA_ERROR, context));
  }

  private void needed(Optional<?> value, String name) {
    if (value.isEmpty()) {
      metadata(name + " is missing or wrong");
    }
  }

  private void unique(Optional<String> id, String name) {
    needed(id, name);
    if (id.isPresent() && !uniqueIds.add(id.get())) {
      problems.add(
          RegistryError.of(
              ErrorCode.REGISTRY_DUPLICATE_UNIQUE_ID_IN_MESSAGE, name + " is used twice"));
    }
  }

  private void set(SubmissionSet set) {
    unique(set.uniqueId(), "XDSSubmissionSet.uniqueId");
    needed(set.sourceId(), "XDSSubmissionSet.sourceId");
    needed(set.patientId(), "XDSSubmissionSet.patientId");
    needed(set.submissionTime(), "XDSSubmissionSet.submissionTime");
  }

  private void entry(DocumentEntry entry, Optional<PatientIdentifier> patient) {
    unique(entry.uniqueId(), "XDSDocumentEntry.uniqueId");
    needed(entry.patientId(), "XDSDocumentEntry.patientId");
    needed(entry.classCode(), "XDSDocumentEntry.classCode");
    needed(entry.typeCode(), "XDSDocumentEntry.typeCode");
    needed(entry.formatCode(), "XDSDocumentEntry.formatCode");
    needed(entry.creationTime(), "XDSDocumentEntry.creationTime");
    needed(entry.languageCode(), "XDSDocumentEntry.languageCode");
    if (entry.patientId().isPresent() && !entry.patientId().equals(patient)) {
      problems.add(
          RegistryError.of(
              ErrorCode.PATIENT_ID_DOES_NOT_MATCH,
              "XDSDocumentEntry.patientId differs from that of the submission set"));
    }
  }

  private void associations(SubmissionSet set) {
    Set<String> members = new HashSet<>();
    for (Association association : submission.associations()) {
      if (!known(association.source()) || !known(association.target())) {
        problems.add(
            RegistryError.of(
                ErrorCode.UNRESOLVED_REFERENCE, "an association refers to nothing known"));
      }
      if (association.type().equals(Association.HAS_MEMBER)
          && association.source().equals(set.id())) {
        members.add(association.target());
      }
    }
    if (!submission.documentEntries().stream()
        .allMatch(entry -> members.contains(entry.entryUuid()))) {
      metadata("a document entry is no member of the submission set");
    }
  }

  /** Within the submission, or by a UUID that the registry may know. */
  private boolean known(String id) {
    return ids.contains(id) || id.startsWith("urn:uuid:");
  }
}
