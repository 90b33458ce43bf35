package org.musubi.portal.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingTest {
  @Test
  void aCdaSectionBecomesHeadingsParagraphsListsAndTables() throws Exception {
    var reading =
        cda(
            """
            <paragraph>一行目<br/>二行目</paragraph>
            <list><item>高血圧</item><item>糖尿病</item></list>
            <table><thead><tr><th>項目</th><th>値</th></tr></thead><tbody><tr><td>HbA1c</td><td>7.2</td></tr></tbody></table>
            """);

    assertThat(reading.blocks())
        .containsExactly(
            new Block.Heading("診療情報提供書"),
            new Block.Heading("傷病名"),
            new Block.Text("一行目\n二行目"),
            new Block.Items(List.of("高血圧", "糖尿病")),
            new Block.Table(
                List.of(List.of(Block.Cell.head("項目"), Block.Cell.head("値"))),
                List.of(List.of(Block.Cell.of("HbA1c"), Block.Cell.of("7.2")))));
    assertThat(reading.omitted()).isEmpty();
  }

  @Test
  void aScriptInACdaNarrativeLeavesNothing() throws Exception {
    var reading = cda("<paragraph>前<script>alert(1)</script>後</paragraph>");

    assertThat(reading.blocks().getLast()).isEqualTo(new Block.Paragraph("前後"));
  }

  @Test
  void aCdaWithADocumentTypeIsNotShown() {
    assertThatThrownBy(() ->
            read(
                "text/xml",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><ClinicalDocument"
                    + " xmlns='urn:hl7-org:v3'>&e;</ClinicalDocument>"))
        .isInstanceOf(Reading.Unreadable.class)
        .hasMessageContaining("形式が正しくない");
  }

  @Test
  void aFhirDocumentShowsItsSectionsInOrder() throws Exception {
    var reading =
        read(
            "application/fhir+json",
            """
            {"resourceType":"Bundle","type":"document","entry":[
              {"resource":{"resourceType":"Composition","title":"退院時サマリー","section":[
                {"title":"経過","text":{"div":"<div xmlns='http://www.w3.org/1999/xhtml'><p onclick='x()'>良好</p></div>"}},
                {"title":"傷病名","entry":[{"reference":"urn:uuid:1"}]}]}},
              {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Condition","id":"1","code":{"text":"肺炎"}}}]}
            """);

    assertThat(reading.blocks())
        .containsExactly(
            new Block.Heading("退院時サマリー"),
            new Block.Heading("経過"),
            new Block.Paragraph("良好"),
            new Block.Heading("傷病名"),
            new Block.Heading("傷病名：肺炎", 3));
    assertThat(reading.omitted()).isEmpty();
  }

  @Test
  void textInTheEncodingsOfOlderSystemsIsReadable() throws Exception {
    for (var charset : List.of("UTF-8", "ISO-2022-JP", "windows-31j")) {
      var bytes = "既往歴：髙血圧なし".replace('髙', '高').getBytes(Charset.forName(charset));
      assertThat(Reading.of("text/plain", new ByteArrayInputStream(bytes)).blocks())
          .as(charset)
          .containsExactly(new Block.Text("既往歴：高血圧なし"));
    }
  }

  @Test
  void linesThatEndAsOnWindowsAreNotDoubleSpaced() throws Exception {
    assertThat(read("text/plain", "一行目\r\n二行目\r三行目\n").blocks())
        .containsExactly(new Block.Text("一行目\n二行目\n三行目\n"));
  }

  @Test
  void aFieldGivenTwiceInJsonIsRefusedAndNotChosenFrom() {
    assertThatThrownBy(() ->
            read("application/fhir+json", "{\"resourceType\":\"Basic\",\"id\":\"1\",\"id\":\"2\"}"))
        .isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void brokenJsonIsRefusedInJapanese() {
    assertThatThrownBy(() -> read("application/fhir+json", "{\"resourceType\":"))
        .isInstanceOf(Reading.Unreadable.class)
        .hasMessage("文書の形式が正しくないため、表示できません。");
  }

  @Test
  void thePublishedClinsReferralIsReadable() throws Exception {
    String shared = System.getenv("MUSUBI_SHARED_DATA");
    assumeThat(shared).as("MUSUBI_SHARED_DATA names the published examples").isNotNull();
    Path file = Path.of(shared, "clins/ExampleJson/Bundle-Bundle-CLINS-Referral-Example-01.json");
    assumeThat(file).as("the published referral").exists();

    try (var in = Files.newInputStream(file)) {
      assertThat(Reading.of("application/fhir+json", in).blocks())
          .hasSizeGreaterThan(5)
          .anyMatch(block -> block instanceof Block.Heading);
    }
  }

  private static Reading cda(String narrative) throws IOException, Reading.Unreadable {
    return read(
        "text/xml",
        "<ClinicalDocument xmlns='urn:hl7-org:v3'><title>診療情報提供書</title><component><structuredBody>"
            + "<component><section><title>傷病名</title><text>"
            + narrative
            + "</text></section></component></structuredBody></component></ClinicalDocument>");
  }

  private static Reading read(String type, String content) throws IOException, Reading.Unreadable {
    return Reading.of(type, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
  }
}
