package org.musubi.ihe.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.Messages;
import org.musubi.ihe.Oid;
import org.musubi.ihe.xds.RetrieveRequest;
import org.musubi.ihe.xml.Element;

class MessageSchemaTest {
  private static final String SECRET = "患者-0042";

  private static Element retrieve() {
    return new RetrieveRequest(List.of(new DocumentKey(null, new Oid("1.2.3"), SECRET)))
        .toElement();
  }

  private static List<SchemaProblem> problems(String right, String wrong) {
    String xml = Messages.text(retrieve());
    assertThat(xml).contains(right);
    return MessageSchema.RETRIEVE.problems(Messages.read(xml.replace(right, wrong)));
  }

  @Test
  void aBodyFindsItsSchema() {
    assertThat(MessageSchema.of(retrieve())).hasValue(MessageSchema.RETRIEVE);
    assertThat(MessageSchema.of(Messages.read("<RetrieveDocumentSetRequest/>"))).isEmpty();
  }

  @Test
  void aMissingElementIsSaidInBothLanguagesWithItsPlace() {
    SchemaProblem problem = problems("xds:RepositoryUniqueId>", "xds:Repo>").getFirst();
    assertThat(problem.path()).startsWith("RetrieveDocumentSetRequest/DocumentRequest");
    assertThat(problem.english()).contains("not expected here");
    assertThat(problem.japanese()).contains("要素");
  }

  @Test
  void aProblemQuotesNoValueAndNothingOfTheParser() {
    List<SchemaProblem> found =
        MessageSchema.RETRIEVE.problems(
            Messages.read(
                Messages.text(retrieve())
                    .replace(SECRET, SECRET.repeat(60))
                    .replace("<xds:DocumentRequest>", "<xds:DocumentRequest " + "a='x'>田中")));
    assertThat(found).isNotEmpty();
    assertThat(found.toString()).doesNotContain("患者", "田中", "cvc-", "xerces", "LongName", "null");
  }

  @Test
  void anotherMessageIsNotTheOneExpected() {
    assertThat(MessageSchema.STORED_QUERY.problems(retrieve()))
        .extracting(SchemaProblem::japanese)
        .containsExactly("本文が、期待されるメッセージではありません。");
  }

  @Test
  void noMoreThanTenProblemsAreListed() {
    String many = "<xds:DocumentRequest a='1'><b/></xds:DocumentRequest>".repeat(50);
    List<SchemaProblem> found =
        problems("</xds:RetrieveDocumentSetRequest>", many + "</xds:RetrieveDocumentSetRequest>");
    assertThat(found).isNotEmpty().hasSizeLessThanOrEqualTo(10);
  }

  @Test
  void aSchemaThatTheMessageNamesIsNotFetched() {
    List<SchemaProblem> found =
        problems(
            "<xds:RetrieveDocumentSetRequest ",
            "<xds:RetrieveDocumentSetRequest xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                + " xsi:schemaLocation='urn:x http://127.0.0.1:9/evil.xsd urn:ihe:iti:xds-b:2007"
                + " file:///etc/passwd' ");
    assertThat(found.toString()).doesNotContain("127.0.0.1", "passwd");
  }

  @Test
  void aTypeThatTheMessageClaimsCannotLoosenTheSchema() {
    assertThat(
            problems(
                "<xds:DocumentRequest",
                "<xds:DocumentRequest xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                    + " xmlns:xs='http://www.w3.org/2001/XMLSchema' xsi:type='xs:anyType'"))
        .isNotEmpty();
  }

  @Test
  void manyThreadsValidateAtOnce() throws Exception {
    Callable<List<SchemaProblem>> check = () -> MessageSchema.RETRIEVE.problems(retrieve());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<SchemaProblem>> found :
          threads.invokeAll(List.of(check, check, check, check, check, check, check, check))) {
        assertThat(found.get()).isEmpty();
      }
    }
  }
}
