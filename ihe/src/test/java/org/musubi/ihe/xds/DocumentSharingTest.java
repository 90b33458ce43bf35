package org.musubi.ihe.xds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musubi.ihe.Coded;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Messages;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.SharedData;
import org.musubi.ihe.schema.MessageSchema;
import org.musubi.ihe.xml.Element;

class DocumentSharingTest {
  private static final Instant NOW = Instant.parse("2026-11-21T01:02:03Z");
  private static final Oid REPOSITORY = new Oid("1.2.392.3.1");
  private static final HomeCommunityId A = HomeCommunityId.parse("urn:oid:1.2.392.1.1");
  private static final HomeCommunityId B = HomeCommunityId.parse("urn:oid:1.2.392.1.2");
  private static final PatientIdentifier PATIENT =
      new PatientIdentifier(new Oid("1.2.392.2.1"), "A-1");
  private static final String SHA1 = "a72f1824ea1d57af00faf5dd5ccb9aea0b0ce390";

  private static DocumentEntry entry(String id) {
    return DocumentEntry.builder(id, "1.2.392.4." + Math.abs(id.hashCode()), "application/pdf")
        .title("診療情報提供書 𠮷野\uE000 ｶﾞｸ様")
        .comments("か\u3099")
        .patient(PATIENT)
        .sourcePatient(PATIENT)
        .created(NOW)
        .service(NOW.minusSeconds(60), NOW)
        .language("ja-JP")
        .author(Author.of("髙橋", "一郎", "本郷病院"))
        .classCode(new Coded("57133-1", "2.16.840.1.113883.6.1", "診療情報提供書"))
        .typeCode(Coded.of("57133-1", "2.16.840.1.113883.6.1"))
        .formatCode(Coded.of("urn:jp:pdf", "1.2.392.5"))
        .facilityTypeCode(Coded.of("HOSP", "1.2.392.6"))
        .practiceSettingCode(Coded.of("01", "1.2.392.7"))
        .confidentialityCode(Coded.of("N", "2.16.840.1.113883.5.25"))
        .eventCode(Coded.of("e1", "1.2.392.8"))
        .build();
  }

  private static SubmissionSet set(String id) {
    return SubmissionSet.of(
        id,
        "1.2.392.9.1",
        new Oid("1.2.392.9"),
        PATIENT,
        NOW,
        Coded.of("71388002", "2.16.840.1.113883.6.96"),
        List.of(Author.of("髙橋", "一郎", "本郷病院")));
  }

  @Test
  void anEntrySurvivesTheWireWithAllItsAttributes() {
    DocumentEntry read =
        new DocumentEntry(
            Messages.sent(
                entry("urn:uuid:1415538d-41bc-41b2-9ae6-8b785f7f3aa6")
                    .stored(REPOSITORY, SHA1, 5375)
                    .withHome(A)
                    .element()));
    assertThat(read.title()).hasValue("診療情報提供書 𠮷野\uE000 ｶﾞｸ様");
    assertThat(read.comments()).hasValue("か\u3099");
    assertThat(read.patientId()).hasValue(PATIENT);
    assertThat(read.sourcePatientId()).hasValue(PATIENT);
    assertThat(read.creationTime()).hasValue("20261121010203");
    assertThat(read.languageCode()).hasValue("ja-JP");
    assertThat(read.hash()).hasValue(SHA1);
    assertThat(read.size()).hasValue(5375);
    assertThat(read.classCode().orElseThrow().display()).isEqualTo("診療情報提供書");
    assertThat(read.typeCode()).isPresent();
    assertThat(read.formatCode().orElseThrow().code()).isEqualTo("urn:jp:pdf");
    assertThat(read.confidentialityCodes()).hasSize(1);
    assertThat(read.authors().getFirst().displayName()).hasValue("髙橋 一郎");
    assertThat(read.authors().getFirst().institutionName()).hasValue("本郷病院");
    assertThat(read.status()).isEqualTo(Ebxml.APPROVED);
    assertThat(read.key()).hasValue(new DocumentKey(A, REPOSITORY, read.uniqueId().orElseThrow()));
  }

  @Test
  void whatAPeerWroteWronglyIsEmptyAndDoesNoHarm() {
    DocumentEntry entry =
        new DocumentEntry(
            Messages.read(
                """
                <r:ExtrinsicObject xmlns:r="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0" home="1.2">
                  <r:Slot name="hash"><r:ValueList><r:Value>xyz</r:Value></r:ValueList></r:Slot>
                  <r:Slot name="size"><r:ValueList><r:Value>-5</r:Value></r:ValueList></r:Slot>
                  <r:Slot name="repositoryUniqueId"><r:ValueList><r:Value>a.b</r:Value></r:ValueList></r:Slot>
                  <r:Slot name="creationTime"><r:ValueList><r:Value>20261341</r:Value></r:ValueList></r:Slot>
                  <r:ExternalIdentifier identificationScheme="urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427" value="x"/>
                </r:ExtrinsicObject>
                """));
    assertThat(entry.home()).isEmpty();
    assertThat(entry.hash()).isEmpty();
    assertThat(entry.size()).isEmpty();
    assertThat(entry.key()).isEmpty();
    assertThat(entry.creationTime()).isEmpty();
    assertThat(entry.patientId()).isEmpty();
    assertThat(entry.title()).isEmpty();
    assertThat(entry.classCode()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new DocumentEntry(Messages.read("<a/>")));
  }

  @Test
  void aSubmissionFollowsTheOfficialSchemaAndIsReadBack() throws Exception {
    RegisterDocumentSet metadata =
        RegisterDocumentSet.of(set("SubmissionSet"), List.of(entry("Doc1"), entry("Doc2")));
    ProvideAndRegister request = ProvideAndRegister.of(metadata);
    assertThat(MessageSchema.PROVIDE_AND_REGISTER.problems(request.toElement())).isEmpty();
    assertThat(MessageSchema.REGISTER.problems(metadata.toElement())).isEmpty();
    ProvideAndRegister read = ProvideAndRegister.parse(Messages.sent(request.toElement()));
    assertThat(read.problems()).isEmpty();
    assertThat(read.documentIds()).containsExactly("Doc1", "Doc2");
    assertThat(read.metadata().submissionSets()).hasSize(1);
    SubmissionSet set = read.metadata().submissionSets().getFirst();
    assertThat(set.patientId()).hasValue(PATIENT);
    assertThat(set.uniqueId()).hasValue("1.2.392.9.1");
    assertThat(set.submissionTime()).hasValue("20261121010203");
    assertThat(read.metadata().associations()).hasSize(2);
  }

  @Test
  void symbolicIdsAreReplacedWhereverTheyAreUsed() {
    Deque<String> uuids = new ArrayDeque<>();
    for (int i = 0; i < 20; i++) {
      uuids.add("urn:uuid:00000000-0000-0000-0000-0000000000" + (10 + i));
    }
    RegisterDocumentSet assigned =
        RegisterDocumentSet.of(set("SubmissionSet"), List.of(entry("Doc1")))
            .withAssignedIds(uuids::remove);
    String xml = Messages.text(assigned.toElement());
    assertThat(xml).doesNotContain("\"Doc1\"", "\"SubmissionSet\"");
    Association member = assigned.associations().getFirst();
    assertThat(member.source()).isEqualTo(assigned.submissionSets().getFirst().id());
    assertThat(member.target()).isEqualTo(assigned.documentEntries().getFirst().entryUuid());
    assertThat(member.type()).isEqualTo(Association.HAS_MEMBER);
    assertThat(assigned.documentEntries().getFirst().patientId()).hasValue(PATIENT);
    assertThat(assigned.withAssignedIds(uuids::remove)).isEqualTo(assigned);
  }

  @Test
  void documentsAndEntriesThatDoNotBelongTogetherAreNamed() {
    RegisterDocumentSet metadata =
        RegisterDocumentSet.of(set("SubmissionSet"), List.of(entry("Doc1")));
    assertThat(new ProvideAndRegister(metadata, List.of()).problems())
        .extracting(RegistryError::code)
        .containsExactly("XDSMissingDocument");
    assertThat(new ProvideAndRegister(metadata, List.of("Doc1", "Doc9")).problems())
        .extracting(RegistryError::code)
        .containsExactly("XDSMissingDocumentMetadata");
    assertThat(new ProvideAndRegister(metadata, List.of("Doc1", "Doc1")).problems())
        .extracting(RegistryError::code)
        .containsExactly("XDSRepositoryMetadataError");
  }

  @Test
  void aSubmissionThatARegistryMayTakeHasNoProblems() {
    assertThat(RegisterDocumentSet.of(set("Set"), List.of(entry("Doc1"), entry("Doc2"))).problems())
        .isEmpty();
  }

  @Test
  void aSubmissionThatARegistryMayNotTakeIsNamed() throws Exception {
    Element twice =
        RegisterDocumentSet.of(set("Set"), List.of(entry("Doc1"), entry("Doc1"))).toElement();
    assertThat(RegisterDocumentSet.parse(twice).problems())
        .extracting(RegistryError::code)
        .containsExactly("XDSRegistryDuplicateUniqueIdInMessage");
    PatientIdentifier other = new PatientIdentifier(new Oid("1.2.392.2.1"), "A-2");
    SubmissionSet others =
        SubmissionSet.of("Set", "1.9", new Oid("1.2"), other, NOW, Coded.of("c", "1.2"), List.of());
    assertThat(RegisterDocumentSet.of(others, List.of(entry("Doc1"))).problems())
        .extracting(RegistryError::code)
        .containsExactly("XDSPatientIdDoesNotMatch");
    assertThat(new RegisterDocumentSet(List.of(entry("Doc1").element())).problems())
        .extracting(RegistryError::code)
        .containsExactly("XDSRegistryMetadataError");
    assertThat(
            new RegisterDocumentSet(
                    List.of(
                        set("Set").element(),
                        entry("Doc1").element(),
                        Association.of("a", Association.HAS_MEMBER, "Set", "Doc9").element()))
                .problems())
        .extracting(RegistryError::code)
        .containsExactly("UnresolvedReferenceException", "XDSRegistryMetadataError");
  }

  @Test
  void homeIsSetInEveryPlaceAndOverwritten() {
    Element answer =
        Messages.read(
            """
            <q:AdhocQueryResponse xmlns:q="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0"
                xmlns:r="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"
                xmlns:s="urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0" xmlns:u="urn:unknown">
              <s:RegistryErrorList><s:RegistryError errorCode="XDSRegistryBusy" codeContext="c"
                  location="com.example.Stack.trace(12)"/></s:RegistryErrorList>
              <r:RegistryObjectList>
                <r:ExtrinsicObject id="1" home="urn:oid:1.2.392.1.99"><u:kept a="1">外字\uE000</u:kept></r:ExtrinsicObject>
                <r:RegistryPackage id="2"/><r:ObjectRef id="3"/><r:Association id="4"/>
              </r:RegistryObjectList>
            </q:AdhocQueryResponse>
            """);
    assertThat(HomeAttribute.missing(answer, B))
        .containsExactly("ExtrinsicObject 1", "RegistryPackage 2", "ObjectRef 3");
    Element named = HomeAttribute.setEverywhere(answer, B);
    assertThat(HomeAttribute.missing(named, B)).isEmpty();
    String xml = Messages.text(named);
    assertThat(xml.split("home=\"urn:oid:1.2.392.1.2\"", -1)).hasSize(5);
    assertThat(xml).contains("location=\"urn:oid:1.2.392.1.2\"", "外字\uE000", "u:kept");
    assertThat(xml).doesNotContain("1.2.392.1.99", "Stack.trace");
  }

  @Test
  void aMixtureOfSuccessAndFailureIsPartial() throws Exception {
    QueryResponse good = QueryResponse.of(List.of(entry("urn:uuid:1").withHome(A).element()));
    QueryResponse bad =
        QueryResponse.failure(
            List.of(RegistryError.of(ErrorCode.UNAVAILABLE_COMMUNITY, "late").at(B)));
    QueryResponse unknown =
        QueryResponse.failure(List.of(RegistryError.of(ErrorCode.UNKNOWN_PATIENT_ID, "p")));
    QueryResponse merged = QueryResponse.merge(List.of(good, bad, unknown));
    assertThat(merged.status()).isEqualTo(Status.PARTIAL);
    assertThat(merged.errors()).extracting(RegistryError::location).containsExactly(B.toString());
    assertThat(merged.documentEntries()).hasSize(1);
    assertThat(QueryResponse.merge(List.of(bad, bad)).status()).isEqualTo(Status.FAILURE);
    assertThat(QueryResponse.merge(List.of(good, unknown)).status()).isEqualTo(Status.SUCCESS);
    assertThat(QueryResponse.merge(List.of(unknown)).status()).isEqualTo(Status.SUCCESS);
    assertThat(QueryResponse.merge(List.of()).status()).isEqualTo(Status.SUCCESS);
    assertThat(QueryResponse.merge(List.of(QueryResponse.failure(List.of()), good)).status())
        .isEqualTo(Status.PARTIAL);
    QueryResponse read = QueryResponse.parse(Messages.sent(merged.toElement()));
    assertThat(read.errors()).isEqualTo(merged.errors());
    assertThat(MessageSchema.STORED_QUERY_RESPONSE.problems(merged.toElement())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026, 2026-01-01T00:00:00Z",
    "202611, 2026-11-01T00:00:00Z",
    "20261121010203, 2026-11-21T01:02:03Z"
  })
  void aDtmMeansItsFirstInstant(String dtm, Instant instant) {
    assertThat(Dtm.earliest(dtm)).hasValue(instant);
  }

  @Test
  void aRecordedAnswerIsReadWithWhatItHoldsBeyondUs() throws Exception {
    QueryResponse answer =
        QueryResponse.parse(
            SharedData.message("epd/samples/ITI-18_response_raw.xml")
                .descendants(Ebxml.QUERY, "AdhocQueryResponse")
                .findFirst()
                .orElseThrow());
    DocumentEntry entry = answer.documentEntries().getFirst();
    assertThat(entry.home()).hasValue(HomeCommunityId.parse("urn:oid:1.1.4567334.1.6"));
    assertThat(entry.hash()).hasValue(SHA1);
    assertThat(entry.size()).hasValue(5375);
    assertThat(entry.title()).hasValue("Vaccination - FSME-Immun 0.25 ml Junior");
    assertThat(entry.authors().getFirst().displayName()).hasValue("Max Mustermann");
    assertThat(Messages.text(HomeAttribute.setEverywhere(answer.toElement(), B)))
        .contains("originalProviderRole", "urn:oid:1.2.392.1.2");
  }
}
