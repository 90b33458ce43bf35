package org.musubi.ihe.xcpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.Messages;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.SharedData;
import org.musubi.ihe.schema.MessageSchema;
import org.musubi.ihe.xcpd.PersonName.Representation;
import org.musubi.ihe.xml.Element;

class PatientDiscoveryTest {
  private static final Instant NOW = Instant.parse("2026-11-21T01:02:03Z");
  private static final HomeCommunityId A = HomeCommunityId.parse("urn:oid:1.2.392.1.1");
  private static final HomeCommunityId B = HomeCommunityId.parse("urn:oid:1.2.392.1.2");
  private static final HomeCommunityId HUB = HomeCommunityId.parse("urn:oid:1.2.392.1.9");
  private static final PatientIdentifier IN_A =
      new PatientIdentifier(new Oid("1.2.392.2.1"), "A-1");
  private static final PatientIdentifier IN_B =
      new PatientIdentifier(new Oid("1.2.392.2.2"), "B-2");
  private static final Demographics PERSON =
      new Demographics(
          List.of(
              PersonName.of("𠮷野\uE000", "か\u3099く", Representation.IDEOGRAPHIC),
              PersonName.of("ﾖｼﾉ", "ｶﾞｸ", Representation.SYLLABIC),
              PersonName.of("Yoshino", "Gaku", Representation.ALPHABETIC)),
          Gender.MALE,
          BirthTime.of(LocalDate.of(1963, 8, 5)),
          List.of(Address.of("113-8655", "東京都", "文京区", "本郷七丁目３－１")),
          List.of("tel:+81-3-0000-0000"),
          List.of(PersonName.of("髙橋", "", Representation.IDEOGRAPHIC)));

  private static PatientDiscoveryRequest request() {
    return PatientDiscoveryRequest.of(A, HUB, NOW, PERSON, List.of(IN_A), IN_A.assigner());
  }

  private static Match match(HomeCommunityId home, PatientIdentifier id) {
    return Match.of(home, HealthDataLocator.NOT_SUPPORTED, id, List.of(IN_A), PERSON, 95);
  }

  @Test
  void aRequestSurvivesTheWireWithEveryCharacterOfItsNames() throws Exception {
    PatientDiscoveryRequest read =
        PatientDiscoveryRequest.parse(Messages.sent(request().element()));
    assertThat(read.person()).isEqualTo(PERSON);
    assertThat(read.identifiers()).containsExactly(IN_A);
    assertThat(read.sender()).isEqualTo(A);
    assertThat(read.receiver()).isEqualTo(HUB);
    assertThat(read.reverseAssigner()).isEqualTo(IN_A.assigner());
    assertThat(read.deferred()).isFalse();
    assertThat(read.person().name(Representation.SYLLABIC).orElseThrow().display())
        .isEqualTo("ﾖｼﾉ ｶﾞｸ");
  }

  @Test
  void aRequestFollowsTheOfficialSchema() {
    assertThat(MessageSchema.PATIENT_DISCOVERY.problems(request().element())).isEmpty();
  }

  @Test
  void anAnswerFollowsTheOfficialSchemaInEveryCase() {
    List<Outcome> cases =
        List.of(
            Outcome.found(List.of(match(A, IN_A), match(B, IN_B))),
            new Outcome.Found(List.of(match(B, IN_B)), Set.of(Issue.ANSWER_NOT_AVAILABLE)),
            new Outcome.MoreRequested(Set.of(Requested.ADDRESS, Requested.GENDER)),
            Outcome.notFound(),
            new Outcome.Failed(Issue.RESPONDER_BUSY));
    for (Outcome outcome : cases) {
      PatientDiscoveryResponse answer =
          PatientDiscoveryResponse.answer(request(), HUB, NOW, outcome);
      assertThat(MessageSchema.PATIENT_DISCOVERY_RESPONSE.problems(answer.element())).isEmpty();
    }
  }

  @Test
  void everyOutcomeIsReadAsItWasWritten() throws Exception {
    for (Outcome outcome :
        List.of(
            new Outcome.MoreRequested(Set.of(Requested.ADDRESS, Requested.MOTHERS_MAIDEN_NAME)),
            Outcome.notFound(),
            new Outcome.NotFound(Set.of(Issue.ANSWER_NOT_AVAILABLE)),
            new Outcome.Failed(Issue.RESPONDER_BUSY))) {
      Element sent =
          Messages.sent(PatientDiscoveryResponse.answer(request(), HUB, NOW, outcome).element());
      assertThat(PatientDiscoveryResponse.parse(sent).outcome()).isEqualTo(outcome);
    }
  }

  @Test
  void aMatchKeepsItsHomeItsIdentifiersAndItsPerson() throws Exception {
    Outcome outcome = Outcome.found(List.of(match(A, IN_A), match(B, IN_B)));
    Element sent =
        Messages.sent(PatientDiscoveryResponse.answer(request(), HUB, NOW, outcome).element());
    Outcome.Found found = (Outcome.Found) PatientDiscoveryResponse.parse(sent).outcome();
    assertThat(found.matches()).extracting(Match::home).containsExactly(A, B);
    Match second = found.matches().get(1);
    assertThat(second.patient()).isEqualTo(IN_B);
    assertThat(second.others()).containsExactly(IN_A);
    assertThat(second.degree()).hasValue(95);
    assertThat(second.locator()).isEqualTo(HealthDataLocator.NOT_SUPPORTED);
    assertThat(second.demographics().names()).isEqualTo(PERSON.names());
    assertThat(second.demographics().addresses()).isEqualTo(PERSON.addresses());
  }

  @Test
  void aMatchWithoutKnownNamesIsStillAnswered() {
    Match bare =
        Match.of(A, HealthDataLocator.SUPPORTED, IN_A, List.of(), Demographics.none(), 100);
    PatientDiscoveryResponse answer =
        PatientDiscoveryResponse.answer(request(), HUB, NOW, Outcome.found(List.of(bare)));
    assertThat(MessageSchema.PATIENT_DISCOVERY_RESPONSE.problems(answer.element())).isEmpty();
    assertThat(bare.demographics().names()).isEmpty();
  }

  @Test
  void aHubAnswersWithEveryMatchAndItsOwnHome() {
    Outcome merged =
        Outcome.merge(
            List.of(
                Outcome.found(List.of(match(A, IN_A))),
                Outcome.notFound(),
                new Outcome.Failed(Issue.RESPONDER_BUSY),
                Outcome.found(List.of(match(B, IN_B)))));
    assertThat(merged).isInstanceOf(Outcome.Found.class);
    assertThat(((Outcome.Found) merged).matches()).extracting(Match::home).containsExactly(A, B);
    assertThat(((Outcome.Found) merged).issues()).containsExactly(Issue.RESPONDER_BUSY);
  }

  @Test
  void aHubFailsOnlyWhenNobodyAnswered() {
    Outcome failed = new Outcome.Failed(Issue.INTERNAL_ERROR);
    assertThat(Outcome.merge(List.of(failed, failed))).isEqualTo(failed);
    assertThat(Outcome.merge(List.of(failed, Outcome.notFound())))
        .isEqualTo(new Outcome.NotFound(Set.of(Issue.INTERNAL_ERROR)));
    assertThat(Outcome.merge(List.<Outcome>of())).isEqualTo(Outcome.notFound());
  }

  @Test
  void aHubForwardsTheQuestionUnchangedButForItsParties() throws Exception {
    PatientDiscoveryRequest forwarded = request().forwarded(HUB, B);
    PatientDiscoveryRequest read =
        PatientDiscoveryRequest.parse(Messages.sent(forwarded.element()));
    assertThat(read.sender()).isEqualTo(HUB);
    assertThat(read.receiver()).isEqualTo(B);
    assertThat(read.person()).isEqualTo(PERSON);
    assertThat(MessageSchema.PATIENT_DISCOVERY.problems(forwarded.element())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "<family>Jones</family>, <name>Jones</name>",
    "root=\"1.2.392.2.1\" extension=\"A-1\", root=\"not-an-oid\" extension=\"A-1\"",
    "value=\"19630805\", value=\"19631305\"",
    "value=\"19630805\", value=\"yesterday\"",
    "<responsePriorityCode code=\"I\"/>, <responsePriorityCode code=\"X\"/>",
    "parameterList>, parameters>",
    "<parameterList>, <parameterList/><parameterList>",
    "controlActProcess, act",
    "PRPA_IN201305UV02, PRPA_IN201309UV02"
  })
  void aWrongRequestIsRefusedWithoutQuotingIt(String right, String wrong) {
    Demographics person =
        Demographics.of(
            List.of(new PersonName("Jones", List.of(), null)),
            Gender.MALE,
            BirthTime.of("19630805"));
    String xml =
        Messages.text(
            PatientDiscoveryRequest.of(A, HUB, NOW, person, List.of(IN_A), null).element());
    assertThat(xml).contains(right);
    boolean onlyTheName = right.startsWith("<family>");
    String broken = xml.replace(right, wrong);
    if (onlyTheName) {
      broken = broken.replaceAll("<livingSubjectId>.*</livingSubjectId>", "");
    }
    Element message = Messages.read(broken);
    assertThatExceptionOfType(MalformedMessage.class)
        .isThrownBy(() -> PatientDiscoveryRequest.parse(message))
        .satisfies(e -> assertThat(e.reason()).doesNotContain("Jones", "A-1", "1963", "yesterday"));
  }

  @Test
  void anAnswerWithAMatchWithoutHomeIsRefused() {
    String xml =
        Messages.text(
            PatientDiscoveryResponse.answer(
                    request(), HUB, NOW, Outcome.found(List.of(match(B, IN_B))))
                .element());
    String broken = xml.replaceAll("<custodian.*</custodian>", "");
    assertThat(broken).isNotEqualTo(xml);
    assertThatExceptionOfType(MalformedMessage.class)
        .isThrownBy(() -> PatientDiscoveryResponse.parse(Messages.read(broken)))
        .satisfies(e -> assertThat(e.reason()).contains("custodian"));
  }

  @Test
  void aQueryErrorOfAPeerIsAFailure() throws Exception {
    String xml =
        Messages.text(
                PatientDiscoveryResponse.answer(request(), HUB, NOW, Outcome.notFound()).element())
            .replace("queryResponseCode code=\"NF\"", "queryResponseCode code=\"QE\"");
    assertThat(PatientDiscoveryResponse.parse(Messages.read(xml)).outcome())
        .isEqualTo(new Outcome.Failed(Issue.INTERNAL_ERROR));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "196", "19630230", "1963-08-05", "１９６３０８０５", "196313"})
  void whatIsNoDateOfBirthIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> BirthTime.of(text));
  }

  @Test
  void aMonthOfBirthMeansAllItsDays() {
    BirthTime february = BirthTime.of("196402");
    assertThat(february.earliest()).isEqualTo("1964-02-01");
    assertThat(february.latest()).isEqualTo("1964-02-29");
    assertThat(february.date()).isEmpty();
    assertThat(BirthTime.of("19640229").date()).hasValue(LocalDate.of(1964, 2, 29));
  }

  @Test
  void aRangeOfBirthDatesSurvivesTheWire() throws Exception {
    Demographics person =
        Demographics.of(PERSON.names(), null, new BirthTime("19591201", "19600331"));
    PatientDiscoveryRequest read =
        PatientDiscoveryRequest.parse(
            Messages.sent(
                PatientDiscoveryRequest.of(A, HUB, NOW, person, List.of(), null).element()));
    assertThat(read.person().birth()).isEqualTo(person.birth());
  }

  @Test
  void nothingPersonalIsInWhatALogWouldShow() {
    String shown =
        request() + " " + PERSON + PERSON.names() + PERSON.birth() + PERSON.addresses() + IN_A;
    assertThat(shown).doesNotContain("Yoshino", "1963", "本郷", "A-1");
  }

  @Test
  void aRecordedRequestIsRead() throws Exception {
    PatientDiscoveryRequest read =
        PatientDiscoveryRequest.parse(
            SharedData.message(
                "ipf/platform-camel/ihe/hl7v3/src/test/resources/iti55/iti55-sample-request.xml"));
    assertThat(read.sender()).hasToString("urn:oid:1.2.3.928.955");
    assertThat(read.identifiers()).hasSize(2);
    assertThat(read.person().names().getFirst().display()).isEqualTo("Jones Jimmy");
    assertThat(read.reverseAssigner()).hasToString("1.2.840.114350.1.13.99997.2.3412");
    assertThat(MessageSchema.PATIENT_DISCOVERY.problems(read.element())).isEmpty();
  }

  @Test
  void aRecordedAnswerIsRead() throws Exception {
    PatientDiscoveryResponse read =
        PatientDiscoveryResponse.parse(
            SharedData.message(
                "ipf/platform-camel/ihe/hl7v3/src/test/resources/iti55/iti55-sample-response.xml"));
    Outcome.Found found = (Outcome.Found) read.outcome();
    assertThat(found.matches()).hasSize(2);
    assertThat(found.matches().get(0).locator()).isEqualTo(HealthDataLocator.SUPPORTED);
    assertThat(found.matches().get(0).degree()).hasValue(92);
    assertThat(found.matches().get(1).patient().value()).isEqualTo("34827R534");
  }
}
