package org.musubi.ihe.xds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.Messages;
import org.musubi.ihe.Oid;
import org.musubi.ihe.schema.MessageSchema;
import org.musubi.ihe.xds.RetrieveResponse.Retrieved;
import org.musubi.ihe.xml.Element;

class RetrieveTest {
  private static final Oid REPOSITORY = new Oid("1.2.392.3.1");
  private static final HomeCommunityId A = HomeCommunityId.parse("urn:oid:1.2.392.1.1");
  private static final HomeCommunityId B = HomeCommunityId.parse("urn:oid:1.2.392.1.2");

  @Test
  void homeIsSetInEveryDocumentResponse() throws Exception {
    DocumentKey key = new DocumentKey(A, REPOSITORY, "1.2.3");
    Element answer =
        RetrieveResponse.of(List.of(Retrieved.of(key, "text/plain")), List.of()).toElement();
    RetrieveResponse read =
        RetrieveResponse.parse(Messages.sent(HomeAttribute.setEverywhere(answer, B)));
    assertThat(read.documents().getFirst().key()).isEqualTo(key.at(B));
    assertThat(MessageSchema.RETRIEVE_RESPONSE.problems(HomeAttribute.setEverywhere(answer, B)))
        .isEmpty();
  }

  @Test
  void aWarningAloneLeavesSuccess() throws Exception {
    RegistryError warning = RegistryError.warning(ErrorCode.EXTRA_METADATA_NOT_SAVED, "local");
    RetrieveResponse answer = RetrieveResponse.of(List.of(), List.of(warning));
    assertThat(answer.head().status()).isEqualTo(Status.SUCCESS);
    RegistryResponse read = RegistryResponse.parse(Messages.sent(answer.head().toElement()));
    assertThat(read.errors()).containsExactly(warning);
  }

  @Test
  void retrievedDocumentsAreMergedInOrder() {
    RetrieveResponse one =
        RetrieveResponse.of(
            List.of(Retrieved.of(new DocumentKey(A, REPOSITORY, "1"), "text/plain")), List.of());
    RetrieveResponse none =
        RetrieveResponse.of(
            List.of(), List.of(RegistryError.of(ErrorCode.DOCUMENT_UNIQUE_ID_ERROR, "no").at(B)));
    RetrieveResponse merged = RetrieveResponse.merge(List.of(none, one));
    assertThat(merged.head().status()).isEqualTo(Status.PARTIAL);
    assertThat(merged.documents()).hasSize(1);
    assertThat(RetrieveResponse.merge(List.of(none)).head().status()).isEqualTo(Status.FAILURE);
  }

  @Test
  void aRetrieveRequestSurvivesTheWire() throws Exception {
    RetrieveRequest request =
        new RetrieveRequest(
            List.of(
                new DocumentKey(A, REPOSITORY, "1.2.3"),
                new DocumentKey(null, REPOSITORY, "1.2.4"),
                new DocumentKey(A, REPOSITORY, "1.2.3")));
    RetrieveRequest read = RetrieveRequest.parse(Messages.sent(request.toElement()));
    assertThat(read.documents()).hasSize(2).isEqualTo(request.documents());
    assertThat(read.problems(Transaction.WITHIN_COMMUNITY)).isEmpty();
    assertThat(read.problems(Transaction.CROSS_GATEWAY))
        .extracting(RegistryError::code)
        .containsExactly("XDSMissingHomeCommunityId");
    assertThat(MessageSchema.RETRIEVE.problems(request.toElement())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "urn:oid:1.2.392.1.1, 1.2.392.1.1",
    ">1.2.392.3.1<, >repository<",
    ">1.2.3.77<, ><",
    ">1.2.3.77<, >1.2 3.77<",
    "DocumentRequest>, Nothing>",
    "<xds:DocumentUniqueId>, <xds:DocumentUniqueId>1.9</xds:DocumentUniqueId><xds:DocumentUniqueId>",
    "RepositoryUniqueId>, Other>",
    "RetrieveDocumentSetRequest, RetrieveImagingDocumentSetRequest"
  })
  void aWrongRetrieveRequestIsRefused(String right, String wrong) {
    String xml =
        Messages.text(
            new RetrieveRequest(List.of(new DocumentKey(A, REPOSITORY, "1.2.3.77"))).toElement());
    assertThat(xml).contains(right);
    assertThatExceptionOfType(MalformedMessage.class)
        .isThrownBy(() -> RetrieveRequest.parse(Messages.read(xml.replace(right, wrong))))
        .satisfies(e -> assertThat(e.reason()).doesNotContain("1.2.3.77"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a/>",
        "<q:AdhocQueryResponse xmlns:q='urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0' status='fine'/>"
      })
  void anAnswerThatIsNoneIsRefused(String xml) {
    Element element = Messages.read(xml);
    assertThatExceptionOfType(MalformedMessage.class)
        .isThrownBy(() -> QueryResponse.parse(element));
    assertThatExceptionOfType(MalformedMessage.class)
        .isThrownBy(() -> RetrieveResponse.parse(element));
    assertThatExceptionOfType(MalformedMessage.class)
        .isThrownBy(() -> RegistryResponse.parse(element));
    assertThatExceptionOfType(MalformedMessage.class)
        .isThrownBy(() -> ProvideAndRegister.parse(element));
    assertThatExceptionOfType(MalformedMessage.class)
        .isThrownBy(() -> RegisterDocumentSet.parse(element));
  }
}
