package org.musubi.ihe.xds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.musubi.ihe.xds.Transaction.CROSS_GATEWAY;
import static org.musubi.ihe.xds.Transaction.WITHIN_COMMUNITY;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.Messages;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.schema.MessageSchema;
import org.musubi.ihe.xds.AdhocQuery.ReturnType;
import org.musubi.ihe.xml.Element;

class StoredQueryTest {
  private static final PatientIdentifier PATIENT =
      new PatientIdentifier(new Oid("1.2.392.2.1"), "O'Neil-𠮷1");
  private static final HomeCommunityId HOME = HomeCommunityId.parse("urn:oid:1.2.392.1.1");
  private static final String ENTRY = "urn:uuid:1415538d-41bc-41b2-9ae6-8b785f7f3aa6";

  private static AdhocQuery.Builder findDocuments() {
    return AdhocQuery.of(StoredQuery.FIND_DOCUMENTS, ReturnType.LEAF_CLASS)
        .patient(PATIENT)
        .anyOf("$XDSDocumentEntryStatus", List.of(Ebxml.APPROVED));
  }

  private static AdhocQuery sent(AdhocQuery query) throws MalformedMessage {
    return AdhocQuery.parse(Messages.sent(query.toElement()));
  }

  private static List<String> codes(AdhocQuery query, Transaction transaction) throws Exception {
    return sent(query).problems(transaction).stream().map(RegistryError::code).toList();
  }

  @Test
  void aQueryForDocumentsSurvivesTheWire() throws Exception {
    AdhocQuery query = sent(findDocuments().home(HOME).build());
    assertThat(query.query()).hasValue(StoredQuery.FIND_DOCUMENTS);
    assertThat(query.returnType()).isEqualTo(ReturnType.LEAF_CLASS);
    assertThat(query.patient()).hasValue(PATIENT);
    assertThat(query.home()).hasValue(HOME);
    assertThat(query.problems(CROSS_GATEWAY)).isEmpty();
    assertThat(MessageSchema.STORED_QUERY.problems(query.toElement())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(StoredQuery.class)
  void everyStoredQueryRunsWithWhatItRequiresAndNotWithout(StoredQuery stored) throws Exception {
    AdhocQuery.Builder builder = AdhocQuery.of(stored, ReturnType.OBJECT_REF).home(HOME);
    assertThat(codes(builder.build(), CROSS_GATEWAY)).contains("XDSStoredQueryMissingParam");
    for (Parameter parameter : stored.parameters()) {
      if (parameter.required() || stored.exactlyOneOf().indexOf(parameter.name()) == 0) {
        builder.value(parameter.name(), example(parameter.type()));
      }
    }
    assertThat(codes(builder.build(), CROSS_GATEWAY)).isEmpty();
    assertThat(StoredQuery.of(stored.id())).hasValue(stored);
    assertThat(MessageSchema.STORED_QUERY.problems(builder.build().toElement())).isEmpty();
  }

  private static String example(Parameter.Type type) {
    return switch (type) {
      case PATIENT -> PATIENT.toCx();
      case CODE -> "code^^1.2.3";
      case STATUS -> Ebxml.APPROVED;
      case TIME -> "20261121";
      case UUID -> ENTRY;
      case PATTERN, TEXT -> "%田中%";
    };
  }

  @ParameterizedTest
  @EnumSource(StoredQuery.class)
  void aQueryThatNamesNoPatientNeedsItsCommunityAcrossGateways(StoredQuery stored)
      throws Exception {
    AdhocQuery bare = AdhocQuery.of(stored, ReturnType.OBJECT_REF).build();
    boolean names = stored.patientParameter().isPresent();
    assertThat(codes(bare, CROSS_GATEWAY).contains("XDSMissingHomeCommunityId")).isEqualTo(!names);
    assertThat(codes(bare, WITHIN_COMMUNITY)).doesNotContain("XDSMissingHomeCommunityId");
  }

  @Test
  void anUnknownQueryIsNamedAsSuch() throws Exception {
    Element request =
        Messages.read(
            Messages.text(findDocuments().build().toElement()).replace("14d4debf", "00000000"));
    assertThat(AdhocQuery.parse(request).problems(CROSS_GATEWAY))
        .extracting(RegistryError::code)
        .containsExactly("XDSUnknownStoredQuery");
  }

  @Test
  void aSingleParameterWithTwoValuesIsRefused() throws Exception {
    AdhocQuery two =
        findDocuments().anyOf("$XDSDocumentEntryCreationTimeFrom", List.of("2025", "2026")).build();
    assertThat(codes(two, CROSS_GATEWAY)).containsExactly("XDSStoredQueryParamNumber");
  }

  @Test
  void aSecondSlotIsRefusedWhereAndHasNoMeaning() throws Exception {
    AdhocQuery twice = findDocuments().anyOf("$XDSDocumentEntryStatus", List.of("x")).build();
    assertThat(codes(twice, CROSS_GATEWAY)).containsExactly("XDSStoredQueryParamNumber");
  }

  @Test
  void aRepeatedEventCodeSlotMeansAnd() throws Exception {
    String name = "$XDSDocumentEntryEventCodeList";
    AdhocQuery query =
        sent(
            findDocuments()
                .anyOf(name, List.of("a^^1.2", "b^^1.2"))
                .anyOf(name, List.of("c^^1.2"))
                .build());
    assertThat(query.problems(CROSS_GATEWAY)).isEmpty();
    assertThat(query.conjunction(name))
        .containsExactly(List.of("a^^1.2", "b^^1.2"), List.of("c^^1.2"));
  }

  @Test
  void bothOrNeitherOfAChoiceIsRefused() throws Exception {
    AdhocQuery both =
        AdhocQuery.of(StoredQuery.GET_DOCUMENTS, ReturnType.LEAF_CLASS)
            .home(HOME)
            .anyOf("$XDSDocumentEntryEntryUUID", List.of(ENTRY))
            .anyOf("$XDSDocumentEntryUniqueId", List.of("1.2.3"))
            .build();
    assertThat(codes(both, CROSS_GATEWAY)).containsExactly("XDSStoredQueryParamNumber");
  }

  @Test
  void aStatusThatIsNotUnderstoodIsAsGoodAsNone() throws Exception {
    AdhocQuery odd =
        AdhocQuery.of(StoredQuery.FIND_DOCUMENTS, ReturnType.LEAF_CLASS)
            .patient(PATIENT)
            .anyOf("$XDSDocumentEntryStatus", List.of("urn:odd"))
            .build();
    assertThat(codes(odd, CROSS_GATEWAY)).containsExactly("XDSStoredQueryMissingParam");
  }

  @Test
  void aHomeThatIsNoUriIsAnUnknownCommunity() throws Exception {
    Element request =
        Messages.read(
            Messages.text(findDocuments().home(HOME).build().toElement())
                .replace("urn:oid:1.2.392.1.1", "1.2.392.1.1"));
    assertThat(AdhocQuery.parse(request).problems(CROSS_GATEWAY))
        .extracting(RegistryError::code)
        .containsExactly("XDSUnknownCommunity");
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "17^^^&1.2&DNS", "'17^^^&1.2.3&ISO'", "^^^&1.2.3&ISO"})
  void aPatientThatIsNoCxIsRefusedAndNotQuoted(String patient) throws Exception {
    AdhocQuery query =
        AdhocQuery.of(StoredQuery.FIND_DOCUMENTS, ReturnType.LEAF_CLASS)
            .value("$XDSDocumentEntryPatientId", patient)
            .anyOf("$XDSDocumentEntryStatus", List.of(Ebxml.APPROVED))
            .build();
    List<RegistryError> problems = sent(query).problems(CROSS_GATEWAY);
    assertThat(problems).extracting(RegistryError::code).containsExactly("XDSRegistryError");
    assertThat(problems.getFirst().context()).doesNotContain("17");
    assertThat(sent(query).patient()).isEmpty();
  }

  @Test
  void parametersNobodyKnowsArePassedOn() throws Exception {
    AdhocQuery query =
        sent(findDocuments().value("$MetadataLevel", "1").value("$XLocal", "未知").build());
    assertThat(query.problems(CROSS_GATEWAY)).isEmpty();
    assertThat(query.withHome(HOME).withPatient(PATIENT).value("$XLocal")).hasValue("未知");
  }

  @Test
  void aHubAsksAboutThePatientAsTheCommunityKnowsIt() throws Exception {
    PatientIdentifier there = new PatientIdentifier(new Oid("1.2.392.2.2"), "B-9");
    AdhocQuery query = sent(findDocuments().build().withPatient(there).withHome(HOME));
    assertThat(query.patient()).hasValue(there);
    assertThat(query.home()).hasValue(HOME);
    assertThat(query.values("$XDSDocumentEntryStatus")).containsExactly(Ebxml.APPROVED);
    assertThat(Messages.text(query.toElement())).doesNotContain("Neil");
  }

  @Test
  void aQueryByObjectTakesNoPatient() {
    AdhocQuery query = AdhocQuery.of(StoredQuery.GET_DOCUMENTS, ReturnType.LEAF_CLASS).build();
    assertThatIllegalStateException().isThrownBy(() -> query.withPatient(PATIENT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LeafClassWithRepositoryItem", "RegistryObject", "leafclass", ""})
  void anotherReturnTypeIsRefused(String type) {
    Element request =
        Messages.read(
            Messages.text(findDocuments().build().toElement())
                .replace("\"LeafClass\"", "\"" + type + "\""));
    assertThatExceptionOfType(MalformedMessage.class)
        .isThrownBy(() -> AdhocQuery.parse(request))
        .withMessageContaining("returnType");
  }

  @Test
  void aSecondQueryInOneRequestIsRefused() {
    Element request = findDocuments().build().toElement();
    Element second = request.children().getLast();
    assertThatExceptionOfType(MalformedMessage.class)
        .isThrownBy(() -> AdhocQuery.parse(request.with(b -> b.add(second))))
        .withMessageContaining("exactly one AdhocQuery");
  }

  @Test
  void anotherBodyIsRefused() {
    assertThatExceptionOfType(MalformedMessage.class)
        .isThrownBy(() -> AdhocQuery.parse(Messages.read("<a/>")));
  }

  @Test
  void valuesAreWrittenAndReadWithTheirApostrophes() {
    List<String> texts = List.of("a", "Children's", "''", "", "（株）𠮷野,')");
    assertThat(QueryValues.parse(QueryValues.list(texts))).isEqualTo(texts);
    assertThat(QueryValues.single("Children's")).isEqualTo("'Children''s'");
    assertThat(QueryValues.parse(" 123 ")).containsExactly("123");
    assertThat(QueryValues.parse("\n ( 'a' , 2 ) ")).containsExactly("a", "2");
    assertThat(QueryValues.parse("('a')")).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "'a",
        "a'",
        "'a''",
        "('a'",
        "'a')",
        "()",
        "('a',)",
        "(,'a')",
        "'a','b'",
        "('a' 'b')",
        "(('a'))",
        "'a'x",
        "12x",
        "-1",
        "’a’",
        "('a');"
      })
  void anyOtherSyntaxIsRefused(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> QueryValues.parse(value));
  }

  @Test
  void aBrokenValueIsAnErrorOfTheQueryNotOfTheHub() throws Exception {
    Element request =
        Messages.read(
            Messages.text(findDocuments().build().toElement()).replace("'O''Neil", "'O'Neil"));
    AdhocQuery query = AdhocQuery.parse(request);
    assertThat(query.patient()).isEmpty();
    assertThat(query.problems(CROSS_GATEWAY))
        .extracting(RegistryError::code)
        .containsExactly("XDSRegistryError", "XDSStoredQueryMissingParam");
  }
}
