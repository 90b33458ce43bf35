package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Query;

/**
 * All stored queries that XCA allows (ITI TF-2 3.38.4.1.2.3), from region east through the platform
 * to the registry of region west, held against the bytes that come back.
 */
class StoredQueriesTest {
  private static final String APPROVED = "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')";
  private static final Pattern OBJECT =
      Pattern.compile(
          "<(?:\\w+:)?(ExtrinsicObject|RegistryPackage|ObjectRef|Association)\\b[^>]*>");
  private static final Pattern ID = Pattern.compile("\\bid=\"([^\"]*)\"");

  private final Peer east = Peer.east(Running.deployment());

  static Stream<Arguments> queries() throws Exception {
    var book = Casebook.in(Running.deployment());
    var patient = "'" + Casebook.PATIENT + "'";
    return Stream.of(
        query(
            "14d4debf-8f97-4251-9a74-a90016b0af0d",
            List.of(book.document, book.addition),
            "$XDSDocumentEntryPatientId",
            patient,
            "$XDSDocumentEntryStatus",
            APPROVED),
        query(
            "f26abbcb-ac74-4422-8a30-edb644bbc1a9",
            List.of(book.set),
            "$XDSSubmissionSetPatientId",
            patient,
            "$XDSSubmissionSetStatus",
            APPROVED),
        query(
            "958f3006-baad-4929-a4de-ff1114824431",
            List.of(book.folder),
            "$XDSFolderPatientId",
            patient,
            "$XDSFolderStatus",
            APPROVED),
        query(
            "10b545ea-725c-446d-9b95-8aeb444eddf3",
            List.of(book.document, book.set, book.folder, book.inFolder, book.appended),
            "$patientId",
            patient,
            "$XDSDocumentEntryStatus",
            APPROVED,
            "$XDSSubmissionSetStatus",
            APPROVED,
            "$XDSFolderStatus",
            APPROVED),
        query(
            "5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4",
            List.of(book.document, book.addition),
            "$XDSDocumentEntryEntryUUID",
            "('" + book.document + "','" + book.addition + "')"),
        query(
            "5737b14c-8a1a-4539-b659-e03a34a5e1e4",
            List.of(book.folder),
            "$XDSFolderEntryUUID",
            list(book.folder)),
        query(
            "a7ae438b-4bc2-4642-93e9-be891f7bb155",
            List.of(book.appended, book.inFolder),
            "$uuid",
            list(book.document)),
        query(
            "bab9529a-4a10-40b3-a01f-f68a615d247a",
            List.of(book.document, book.appended, book.inFolder),
            "$XDSDocumentEntryEntryUUID",
            list(book.document)),
        query(
            "51224314-5390-4169-9b91-b1980040715a",
            List.of(book.set),
            "$uuid",
            list(book.document)),
        query(
            "e8e3cb2c-e39c-46b9-99e4-c12f57260b83",
            List.of(book.set, book.document, book.folder, book.inFolder),
            "$XDSSubmissionSetEntryUUID",
            "'" + book.set + "'"),
        query(
            "b909a503-523d-4517-8acf-8e5834dfc4c7",
            List.of(book.folder, book.document, book.inFolder),
            "$XDSFolderEntryUUID",
            "'" + book.folder + "'"),
        query(
            "10cae35a-c7f9-4cf5-b61e-fc3278ffb578",
            List.of(book.folder),
            "$XDSDocumentEntryEntryUUID",
            "'" + book.document + "'"),
        query(
            "d90e5407-b356-4d91-a89f-873917b4b0e6",
            List.of(book.document, book.addition, book.appended),
            "$XDSDocumentEntryEntryUUID",
            "'" + book.document + "'",
            "$AssociationTypes",
            list(Casebook.APPEND)),
        query(
            "12941a89-e02e-4be5-967c-ce4bfc8fe492",
            List.of(book.document, book.addition),
            "$XDSDocumentEntryPatientId",
            patient,
            "$XDSDocumentEntryReferenceIdList",
            list(book.reference),
            "$XDSDocumentEntryStatus",
            APPROVED));
  }

  private static Arguments query(String id, List<String> expected, String... slots) {
    var parameters = new LinkedHashMap<String, String>();
    for (int i = 0; i < slots.length; i += 2) {
      parameters.put(slots[i], slots[i + 1]);
    }
    return Arguments.of(
        new Query("urn:uuid:" + id, Community.WEST.urn(), "LeafClass", parameters), expected);
  }

  private static String list(String value) {
    return "('" + value + "')";
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everyStoredQueryIsAnsweredWithTheHomeOnEveryObject(Query query, List<String> expected)
      throws Exception {
    for (var asked : List.of(query, query.forReferences())) {
      var reply = east.query(asked);

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.soap().status()).isEqualTo("Success");
      assertThat(reply.soap().errorCodes()).isEmpty();
      var objects = objects(new String(reply.body(), StandardCharsets.UTF_8));
      assertThat(objects)
          .isNotEmpty()
          .allSatisfy(tag -> assertThat(tag).contains("home=\"" + Community.WEST.urn() + "\""));
      assertThat(objects).extracting(StoredQueriesTest::id).containsAll(expected);
      if (asked.returnType().equals("ObjectRef")) {
        assertThat(objects).allSatisfy(tag -> assertThat(tag).contains("ObjectRef"));
      }
    }
  }

  /** The tags of the registry objects, as they stand in the message. */
  private static List<String> objects(String message) {
    var tags = new ArrayList<String>();
    var found = OBJECT.matcher(message);
    while (found.find()) {
      tags.add(found.group());
    }
    return tags;
  }

  private static String id(String tag) {
    var found = ID.matcher(tag);
    return found.find() ? found.group(1) : "";
  }
}
