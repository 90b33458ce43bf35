package org.musubi.services.records.ssmix2;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.Coded;
import org.musubi.services.records.intake.Description;
import org.musubi.services.records.intake.Intake;
import org.musubi.services.records.patients.Dates;
import org.musubi.services.records.patients.Hl7Names;
import org.musubi.services.records.patients.Origin;
import org.musubi.services.records.patients.Patient;
import org.musubi.services.records.patients.Patients;
import org.musubi.services.records.registry.Registered;
import org.musubi.services.records.registry.Registry;
import org.musubi.services.records.ssmix2.StorageLedger.Outcome;
import org.musubi.services.records.ssmix2.StorageLedger.Seen;
import org.musubi.services.records.ssmix2.StorageLedger.Version;

/**
 * Decides what becomes of one file of a storage. Asking again with the same file changes nothing;
 * dying in between is made good when the file is looked at again.
 */
final class Filing {
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
  private static final long LARGEST = 16L * 1024 * 1024;
  private static final Coded TEXT =
      new Coded("urn:ihe:iti:xds:2017:mimeTypeSufficient", "1.3.6.1.4.1.19376.1.2.3", "テキスト");
  private static final Coded HOSPITAL = new Coded("22232009", "2.16.840.1.113883.6.96", "病院");

  private final Registry registry;
  private final Patients patients;
  private final Intake intake;
  private final StorageLedger ledger;
  private final InstantSource clock;

  Filing(
      Registry registry,
      Patients patients,
      Intake intake,
      StorageLedger ledger,
      InstantSource clock) {
    this.registry = registry;
    this.patients = patients;
    this.intake = intake;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Looks at a file that has come to rest. */
  void look(Path root, Path file, Seen seen) throws IOException {
    switch (StoragePath.read(root.relativize(file))) {
      case StoragePath.Misplaced(String reason) -> ledger.misfiled(seen, reason, clock.instant());
      case StoragePath.Placed(StoragePath path) -> {
        if (path.flag() == '2') {
          ledger.misfiled(seen, "FLAG", clock.instant());
        } else if (path.flag() == '0') {
          delete(seen, path, subject(root, path));
        } else {
          read(seen, path, subject(root, path), file);
        }
      }
    }
  }

  private static String subject(Path root, StoragePath path) {
    return root + " " + path.subject();
  }

  private void delete(Seen seen, StoragePath path, String subject) {
    var outcome = Outcome.NOTHING;
    for (var version : ledger.versions(subject)) {
      String entry = version.entry();
      if (entry != null && version.occurred().compareTo(path.occurred()) <= 0) {
        registry.delete(entry);
        outcome = Outcome.DELETED;
      }
    }
    ledger.done(seen, path, subject, outcome, null);
  }

  private void read(Seen seen, StoragePath path, String subject, Path file) throws IOException {
    if (seen.size() > LARGEST) {
      ledger.misfiled(seen, "TOO_LARGE", clock.instant());
      return;
    }
    byte[] bytes = Files.readAllBytes(file);
    var message = Hl7Message.read(bytes);
    if (message.isEmpty() || message.get().field("PID", 3).isEmpty()) {
      ledger.misfiled(seen, "UNREADABLE", clock.instant());
    } else if (!message.get().component("PID", 3, 1).equals(path.patient())) {
      ledger.misfiled(seen, "OTHER_PATIENT", clock.instant());
    } else if (path.type().equals("ADT-00")) {
      patients.register(patient(message.get(), path), Origin.ADT_00, path.occurred());
      ledger.done(seen, path, subject, Outcome.PATIENT, null);
    } else if (superseded(seen, path, subject)) {
      ledger.done(seen, path, subject, Outcome.SUPERSEDED, null);
    } else {
      register(seen, path, subject, message.get());
    }
  }

  private boolean superseded(Seen seen, StoragePath path, String subject) {
    return ledger.versions(subject).stream()
        .filter(version -> !version.path().equals(seen.path()))
        .anyMatch(version -> {
          int order = version.occurred().compareTo(path.occurred());
          return order > 0 || (order == 0 && version.flag() == '0');
        });
  }

  private void register(Seen seen, StoragePath path, String subject, Hl7Message message)
      throws IOException {
    if (!patients.knows(path.patient())) {
      patients.register(patient(message, path), Origin.MESSAGE, path.occurred());
    }
    String content = message.readable();
    var before = current(subject);
    var description = describe(path, message, content, before.orElse(null));
    var taken =
        intake.take(
            description, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    switch (taken) {
      case Registered.Done done ->
          ledger.done(seen, path, subject, Outcome.REGISTERED, done.ids().getFirst());
      case Registered.Refused refused ->
          ledger.misfiled(seen, refused.errors().getFirst().code(), clock.instant());
    }
  }

  private Optional<String> current(String subject) {
    return ledger.versions(subject).stream()
        .map(Version::entry)
        .filter(entry -> entry != null && registry.isInUse(entry))
        .findFirst();
  }

  private Description describe(
      StoragePath path, Hl7Message message, String content, @Nullable String replaces) {
    String uniqueId =
        registry.community().home().oid().value()
            + ".6."
            + Intake.number(path.subject(), path.occurred(), content);
    String department = path.department().equals("-") ? "unknown" : path.department();
    String institution = message.component("ORC", 21, 1);
    return new Description(
        uniqueId,
        path.patient(),
        "text/plain",
        MessageKind.title(path.type()),
        MessageKind.classCode(path.type()),
        MessageKind.typeCode(path.type()),
        TEXT,
        HOSPITAL,
        new Coded(department, MessageKind.SYSTEM + ".9", null),
        occurred(path),
        served(path),
        null,
        institution.isBlank() ? registry.community().name() : institution,
        replaces);
  }

  private Instant occurred(StoragePath path) {
    try {
      return LocalDateTime.parse(path.occurred().substring(0, 14), SECONDS)
          .atZone(JAPAN)
          .toInstant();
    } catch (DateTimeException noSuchTime) {
      return clock.instant();
    }
  }

  private static @Nullable Instant served(StoragePath path) {
    LocalDate day = Dates.day(path.date());
    return day == null ? null : day.atStartOfDay(JAPAN).toInstant();
  }

  private static Patient patient(Hl7Message message, StoragePath path) {
    return new Patient(
        path.patient(),
        Hl7Names.read(List.of(message.field("PID", 5).split("~", -1))),
        Dates.day(message.field("PID", 7)),
        Patient.Sex.of(message.field("PID", 8)),
        null);
  }
}
