package org.musubi.services.records.intake;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.musubi.ihe.Coded;
import org.musubi.ihe.xds.Association;
import org.musubi.ihe.xds.Author;
import org.musubi.ihe.xds.DocumentEntry;
import org.musubi.ihe.xds.RegisterDocumentSet;
import org.musubi.ihe.xds.SubmissionSet;
import org.musubi.services.records.content.Documents;
import org.musubi.services.records.content.Stored;
import org.musubi.services.records.registry.Deposit;
import org.musubi.services.records.registry.Registered;
import org.musubi.services.records.registry.Registry;

/** Takes in a document as a submission of this community itself. */
public final class Intake {
  /** HL7 v3 Confidentiality. */
  private static final Coded NORMAL = new Coded("N", "2.16.840.1.113883.5.25", "通常");

  private final Registry registry;
  private final Documents documents;
  private final InstantSource clock;

  public Intake(Registry registry, Documents documents, InstantSource clock) {
    this.registry = registry;
    this.documents = documents;
    this.clock = clock;
  }

  /**
   * Keeps and registers a document. Taken in again with the same content it is not registered
   * twice.
   *
   * @throws IOException when it cannot be read or kept
   */
  public Registered take(Description description, InputStream content) throws IOException {
    Stored stored = documents.store(content);
    try {
      var deposit = new Deposit(description.uniqueId(), stored, description.mimeType());
      return registry.register(message(description, stored), List.of(deposit));
    } finally {
      if (!registry.names(stored.file())) {
        documents.discard(stored);
      }
    }
  }

  private RegisterDocumentSet message(Description description, Stored stored) {
    var community = registry.community();
    var patient = community.identifier(description.patient());
    String id = "urn:uuid:" + UUID.randomUUID();
    var entry =
        DocumentEntry.builder(id, description.uniqueId(), description.mimeType())
            .title(description.title())
            .created(description.created())
            .language("ja-JP")
            .sourcePatient(patient)
            .stored(community.repository(), stored.sha1(), stored.size())
            .classCode(description.classCode())
            .typeCode(description.typeCode())
            .formatCode(description.formatCode())
            .facilityTypeCode(description.facilityType())
            .practiceSettingCode(description.practice())
            .confidentialityCode(NORMAL)
            .patient(patient);
    var served = description.served();
    if (served != null) {
      entry.service(served, served);
    }
    var writer = description.author();
    var author =
        writer == null
            ? new Author(List.of(), List.of(description.institution()), List.of(), List.of())
            : Author.of(writer.family(), writer.given(), description.institution());
    entry.author(author);
    var set =
        SubmissionSet.of(
            "urn:uuid:" + UUID.randomUUID(),
            setId(description.uniqueId(), stored.sha1()),
            community.home().oid(),
            patient,
            clock.instant(),
            description.classCode(),
            List.of(author));
    var objects = new ArrayList<>(RegisterDocumentSet.of(set, List.of(entry.build())).objects());
    var replaced = description.replaces();
    if (replaced != null) {
      objects.add(
          Association.of("urn:uuid:" + UUID.randomUUID(), Association.REPLACES, id, replaced)
              .element());
    }
    return new RegisterDocumentSet(objects);
  }

  private static String setId(String uniqueId, String hash) {
    return "2.25." + number("set", uniqueId, hash);
  }

  /** A number of at most 39 digits that is the same for the same parts (RFC 9562 version 3). */
  public static String number(String... parts) {
    var uuid = UUID.nameUUIDFromBytes(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    var bytes =
        ByteBuffer.allocate(16)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array();
    return new BigInteger(1, bytes).toString();
  }
}
