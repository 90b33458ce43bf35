package org.musubi.e2e.ipf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.binding.soap.SoapFault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.walk.Match;
import org.musubi.e2e.walk.Patient;
import org.musubi.e2e.wire.Xml;
import org.openehealth.ipf.commons.core.modules.api.ValidationException;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.AvailabilityStatus;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.DocumentEntry;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Identifiable;
import org.openehealth.ipf.commons.ihe.xds.core.requests.QueryRegistry;
import org.openehealth.ipf.commons.ihe.xds.core.requests.RetrieveDocumentSet;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.FindDocumentsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.GetDocumentsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.QueryReturnType;
import org.openehealth.ipf.commons.ihe.xds.core.responses.ErrorCode;
import org.openehealth.ipf.commons.ihe.xds.core.responses.RetrievedDocument;
import org.openehealth.ipf.commons.ihe.xds.core.responses.Status;
import org.openehealth.ipf.commons.ihe.xds.core.validate.HomeCommunityIdValidator;
import org.openehealth.ipf.commons.ihe.xds.core.validate.XDSMetaDataException;

/** IPF asks the platform, and the platform asks IPF; IPF's own validators judge both. */
@Tag("slow")
class IpfPeerTest {
  private static final String REFERRAL = "1.2.392.200250.9.2.5.1";

  private static Stand stand;
  private static InitiatingGateway east;

  @BeforeAll
  static void start() throws IOException {
    stand = Stand.start();
    east = stand.east(() -> Optional.of(stand.peer().assertion()));
  }

  @AfterAll
  static void stop() throws IOException {
    if (stand != null) {
      stand.close();
    }
  }

  /** The control: validators that object to nothing would prove nothing. */
  @Test
  void ipfObjectsToWhatIsWrong() {
    var undated =
        stand.peer().discovery(Patient.HANAKO, Instant.now()).replace("<creationTime", "<made");

    assertThatThrownBy(() -> east.discover(undated)).isInstanceOf(ValidationException.class);
    assertThatThrownBy(() -> isHome(Holding.HOME_OID)).isInstanceOf(XDSMetaDataException.class);
  }

  @Test
  void discoveryIsValidBySchemaAndSchematronAndNamesTheCommunities() {
    var matches = discover();

    assertThat(matches).extracting(Match::home).contains(Community.WEST.urn(), Holding.HOME);
    assertThat(matches).extracting(Match::home).allSatisfy(IpfPeerTest::isHome);
  }

  @Test
  void everyEntryOfAListIsValidAndCarriesItsHome() {
    var answer = east.query(find(west(), QueryReturnType.LEAF_CLASS));

    assertThat(answer.getStatus()).isEqualTo(Status.SUCCESS);
    assertThat(answer.getDocumentEntries())
        .extracting(DocumentEntry::getUniqueId)
        .contains(REFERRAL);
    assertThat(answer.getDocumentEntries()).allSatisfy(entry -> isHome(entry.getHomeCommunityId()));
  }

  @Test
  void everyReferenceCarriesItsHome() {
    var answer = east.query(find(west(), QueryReturnType.OBJECT_REF));

    assertThat(answer.getStatus()).isEqualTo(Status.SUCCESS);
    assertThat(answer.getDocumentEntries()).isEmpty();
    assertThat(answer.getReferences()).isNotEmpty().allSatisfy(each -> isHome(each.getHome()));
  }

  @Test
  void aDocumentIsFoundByItsUniqueId() {
    var answer = east.query(get(Community.WEST.urn(), REFERRAL));

    assertThat(answer.getStatus()).isEqualTo(Status.SUCCESS);
    assertThat(answer.getDocumentEntries())
        .singleElement()
        .extracting(DocumentEntry::getUniqueId, DocumentEntry::getHomeCommunityId)
        .containsExactly(REFERRAL, Community.WEST.urn());
  }

  @Test
  void aDocumentArrivesAsAnAttachmentWithTheHashAndSizeOfItsEntry() throws IOException {
    var entry = east.query(get(Community.WEST.urn(), REFERRAL)).getDocumentEntries().getFirst();

    var answer = east.retrieve(retrieve(entry));

    assertThat(answer.getStatus()).isEqualTo(Status.SUCCESS);
    byte[] content = content(answer.getDocuments().getFirst());
    assertThat(Holding.sha1(content)).isEqualTo(entry.getHash());
    assertThat((long) content.length).isEqualTo(entry.getSize());
    assertThat(answer.getDocuments())
        .singleElement()
        .extracting(
            each -> each.getRequestData().getHomeCommunityId(), RetrievedDocument::getMimeType)
        .containsExactly(Community.WEST.urn(), entry.getMimeType());
    assertThat(east.contentType()).startsWith("multipart/related").contains("xop+xml");
  }

  @Test
  void anUnknownCommunityIsAnErrorThatIpfKnows() {
    var answer = east.query(get("urn:oid:1.2.392.200250.9.4711", REFERRAL));

    assertThat(answer.getStatus()).isEqualTo(Status.FAILURE);
    assertThat(answer.getErrors())
        .singleElement()
        .extracting(each -> each.getErrorCode())
        .isEqualTo(ErrorCode.UNKNOWN_COMMUNITY);
  }

  @Test
  void aQueryByIdWithoutHomeIsAnErrorThatIpfKnows() {
    var answer = east.query(get(null, REFERRAL));

    assertThat(answer.getStatus()).isEqualTo(Status.FAILURE);
    assertThat(answer.getErrors())
        .singleElement()
        .extracting(each -> each.getErrorCode())
        .isEqualTo(ErrorCode.MISSING_HOME_COMMUNITY_ID);
  }

  @Test
  void aRetrieveWithoutHomeIsAnErrorThatIpfKnows() {
    var entry = new DocumentEntry();
    entry.setRepositoryUniqueId(Community.WEST.repository());
    entry.setUniqueId(REFERRAL);

    var answer = east.retrieve(retrieve(entry));

    assertThat(answer.getStatus()).isEqualTo(Status.FAILURE);
    assertThat(answer.getErrors())
        .singleElement()
        .satisfies(each -> isHome(each.getLocation()))
        .extracting(each -> each.getErrorCode())
        .isEqualTo(ErrorCode.MISSING_HOME_COMMUNITY_ID);
  }

  @Test
  void anUnknownDocumentIsAValidAnswerWithAnErrorAndNoDocument() {
    var entry = new DocumentEntry();
    entry.setHomeCommunityId(Community.WEST.urn());
    entry.setRepositoryUniqueId(Community.WEST.repository());
    entry.setUniqueId("1.2.392.200250.9.2.5.4711");

    var answer = east.retrieve(retrieve(entry));

    assertThat(answer.getStatus()).isEqualTo(Status.FAILURE);
    assertThat(answer.getDocuments()).isEmpty();
    assertThat(answer.getErrors())
        .singleElement()
        .satisfies(each -> assertThat(each.getErrorCode()).isNotEqualTo(ErrorCode._USER_DEFINED));
  }

  @Test
  void aMissingAssertionReachesIpfAsASoapFaultOfTheSender() {
    var silent = stand.east(Optional::empty);
    var question =
        find(
            new Match(Community.WEST.urn(), Community.WEST.assigner(), "W-2001"),
            QueryReturnType.LEAF_CLASS);

    assertThatThrownBy(() -> silent.query(question))
        .cause()
        .isInstanceOfSatisfying(SoapFault.class, IpfPeerTest::isOfTheSender);
    assertThatThrownBy(() -> silent.discover(stand.peer().discovery(Patient.HANAKO, Instant.now())))
        .cause()
        .isInstanceOfSatisfying(SoapFault.class, IpfPeerTest::isOfTheSender);
  }

  private static void isOfTheSender(SoapFault fault) {
    assertThat(fault.getFaultCode()).isEqualTo(Soap12.getInstance().getSender());
    assertThat(fault.getReason()).contains("assertion");
    assertThat(fault.getSubCodes()).isNotEmpty();
  }

  @Test
  void whatThePlatformAsksAnIpfCommunityIsValid() throws IOException {
    var match = known(Holding.HOME);
    var found = east.query(find(match, QueryReturnType.LEAF_CLASS));
    var entry = found.getDocumentEntries().getFirst();

    var answer = east.retrieve(retrieve(entry));

    var asked = stand.behind().asked();
    assertThat(asked.complaints()).isEmpty();
    assertThat(asked.discoveries())
        .isNotEmpty()
        .allSatisfy(each ->
            assertThat(each).containsPattern("creationTime value=\"[0-9]{14}[+-][0-9]{4}\""));
    assertThat(asked.queries()).isNotEmpty();
    assertThat(asked.retrievals()).isNotEmpty();
    assertThat(asked.contentTypes())
        .anySatisfy(type -> assertThat(type).startsWith("application/soap+xml"));
    assertThat(match.identifier()).isEqualTo(Holding.PATIENT);
    assertThat(entry.getTitle().getValue()).isEqualTo(Holding.TITLE);
    assertThat(content(answer.getDocuments().getFirst())).isEqualTo(Holding.CONTENT);
  }

  @Test
  void whatAnIpfCommunitySaysOfItsDocumentArrivesUnchanged() {
    var found = east.query(find(known(Holding.HOME), QueryReturnType.LEAF_CLASS));

    assertThat(found.getDocumentEntries()).containsExactly(Holding.entry());
  }

  @Test
  void thePlatformVouchesForThePersonToAnIpfCommunity() {
    var before = stand.behind().asked().assertions().size();
    discover();

    var assertion = new Signed(stand.behind().asked().assertions().get(before));

    assertThat(assertion.by(stand.platformSigning())).isTrue();
    assertThat(assertion.issuer()).isEqualTo(Stand.PLATFORM_ISSUER);
    assertThat(assertion.audience()).isEqualTo(Holding.HOME);
    assertThat(assertion.subject()).contains("E-D-001");
  }

  private static List<Match> discover() {
    return Match.in(new Xml(east.discover(stand.peer().discovery(Patient.HANAKO, Instant.now()))));
  }

  private static Match known(String home) {
    return discover().stream().filter(each -> each.home().equals(home)).findFirst().orElseThrow();
  }

  private static Match west() {
    return known(Community.WEST.urn());
  }

  private static QueryRegistry find(Match match, QueryReturnType type) {
    var query = new FindDocumentsQuery();
    query.setHomeCommunityId(match.home());
    query.setPatientId(Identifiable.parse(match.cx()));
    query.setStatus(List.of(AvailabilityStatus.APPROVED));
    return new QueryRegistry(query, type);
  }

  private static QueryRegistry get(String home, String uniqueId) {
    var query = new GetDocumentsQuery();
    query.setHomeCommunityId(home);
    query.setUniqueIds(List.of(uniqueId));
    return new QueryRegistry(query, QueryReturnType.LEAF_CLASS);
  }

  private static RetrieveDocumentSet retrieve(DocumentEntry entry) {
    var request = new RetrieveDocumentSet();
    request.addReferenceTo(entry);
    return request;
  }

  private static byte[] content(RetrievedDocument document) throws IOException {
    try (var in = document.getDataHandler().getInputStream()) {
      return in.readAllBytes();
    }
  }

  private static void isHome(String home) {
    new HomeCommunityIdValidator(true).validate(home);
  }
}
