package org.musubi.portal.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.portal.reading.Block.Cell;
import org.musubi.portal.reading.Block.Fact;

/** What a CDA narrative means is what the page shows. */
class CdaMeaningTest {
  @ParameterizedTest
  @CsvSource({
    "10<sup>9</sup>/L, 10⁹/L",
    "5<sup>2</sup>, 5²",
    "10<sup>-3</sup>, 10⁻³",
    "H<sub>2</sub>O, H₂O",
    "x<sup>a</sup>, x^a",
    "x<sub>max</sub>, x_(max)",
    "<content revised='delete'>ワルファリン 5mg</content><content"
        + " revised='insert'>ワルファリン 1mg</content>, ［削除：ワルファリン 5mg］［追加：ワルファリン 1mg］",
    "<content styleCode='xStrikethrough'>中止薬</content>継続薬, ［取消線：中止薬］継続薬",
    "別紙<footnote>測定不能</footnote>, 別紙［脚注：測定不能］",
  })
  void markupThatChangesTheMeaningIsKeptInWords(String narrative, String shown) throws Exception {
    assertThat(said(narrative).blocks()).containsExactly(new Block.Paragraph(shown));
  }

  @Test
  void aCellOverSeveralRowsKeepsEveryValueUnderItsHeading() throws Exception {
    var reading =
        said(
            """
            <table><thead><tr><th>日</th><th>項目</th><th>値</th></tr></thead>
            <tbody><tr><td rowspan='2'>10月1日</td><td>K</td><td>4.1</td></tr>
            <tr><td>Na</td><td>140</td></tr><tr><td colspan='3'>測定不能</td></tr></tbody></table>
            """);

    assertThat(reading.blocks())
        .containsExactly(
            new Block.Table(
                List.of(List.of(Cell.head("日"), Cell.head("項目"), Cell.head("値"))),
                List.of(
                    List.of(new Cell("10月1日", false, 2, 1), Cell.of("K"), Cell.of("4.1")),
                    List.of(Cell.of("Na"), Cell.of("140")),
                    List.of(new Cell("測定不能", false, 1, 3)))));
  }

  @Test
  void aCellNeverCoversMoreRowsThanItsGroupHas() throws Exception {
    var reading =
        said(
            "<table><tbody><tr><td rowspan='9'>a</td><td rowspan='0'>b</td></tr><tr/></tbody>"
                + "<tbody><tr><td rowspan='x'>c</td></tr></tbody></table>");

    assertThat(reading.blocks())
        .containsExactly(
            new Block.Table(
                List.of(),
                List.of(
                    List.of(new Cell("a", false, 2, 1), new Cell("b", false, 2, 1)),
                    List.of(),
                    List.of(Cell.of("c")))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<tr style='text-decoration:line-through'><td>ワルファリン</td></tr>",
        "<tr><td styleCode='Strikethrough'>ワルファリン</td></tr>",
      })
  void whatARowOrACellStrikesOutIsMarkedInEachOfItsCells(String row) throws Exception {
    var reading = said("<table><tbody>" + row + "<tr><td>アムロジピン</td></tr></tbody></table>");

    assertThat(reading.blocks())
        .containsExactly(
            new Block.Table(
                List.of(), List.of(List.of(Cell.of("［取消線：ワルファリン］")), List.of(Cell.of("アムロジピン")))));
  }

  @Test
  void whatAGroupOfRowsDeletesIsMarkedInEachOfItsCells() throws Exception {
    var reading = said("<table><tbody revised='delete'><tr><td>ワルファリン</td></tr></tbody></table>");

    assertThat(reading.blocks())
        .containsExactly(new Block.Table(List.of(), List.of(List.of(Cell.of("［削除：ワルファリン］")))));
  }

  @Test
  void anInnerListIsShownOnceInsideItsItem() throws Exception {
    var reading =
        said("<list><item>内服<list><item>アムロジピン</item></list></item><item>外用</item></list>");

    assertThat(reading.blocks()).containsExactly(new Block.Items(List.of("内服\n　・アムロジピン", "外用")));
  }

  @Test
  void theNumbersOfAListAreKept() throws Exception {
    assertThat(said("<list listType='ordered'><item>朝</item><item>夕</item></list>").blocks())
        .containsExactly(new Block.Items(List.of("朝", "夕"), 1));
  }

  @Test
  void paragraphsInOneCellDoNotRunTogether() throws Exception {
    var reading =
        said("<table><tr><td><paragraph>5</paragraph><paragraph>10</paragraph></td></tr></table>");

    assertThat(reading.blocks())
        .containsExactly(new Block.Table(List.of(), List.of(List.of(Cell.of("5\n10")))));
  }

  @Test
  void aPictureLeavesItsPlaceAndIsNamedAsLeftOut() throws Exception {
    var reading = said("<paragraph>心電図<renderMultiMedia referencedObject='m'/></paragraph>");

    assertThat(reading.blocks()).containsExactly(new Block.Paragraph("心電図［図・画像：表示していません］"));
    assertThat(reading.omitted()).containsExactly("図・画像・音声などの添付");
  }

  @Test
  void aSectionWithCodedEntriesOnlyIsNamedAsLeftOut() throws Exception {
    var reading = document("", "<title>検査</title><entry><observation/></entry>");

    assertThat(reading.blocks()).contains(new Block.Paragraph("［本文のない項目：表示していません］"));
    assertThat(reading.omitted()).containsExactly("本文のないコード化された項目");
  }

  @Test
  void theHeaderTellsWhoseByWhomAndWhen() throws Exception {
    var reading =
        document(
            """
            <effectiveTime value='20261102164500+0900'/>
            <recordTarget><patientRole><id root='1.2' extension='W-1'/><patient>
              <name><family>結城</family><given>花子</given></name>
              <administrativeGenderCode code='F'/><birthTime value='19680412'/>
            </patient></patientRole></recordTarget>
            <author><time value='2026'/><assignedAuthor><assignedPerson>
              <name>港 三郎</name></assignedPerson></assignedAuthor></author>
            <custodian><assignedCustodian><representedCustodianOrganization>
              <name>西地域</name></representedCustodianOrganization></assignedCustodian></custodian>
            <relatedDocument typeCode='RPLC'><parentDocument><id root='1' extension='OLD'/>
              </parentDocument></relatedDocument>
            """,
            "<title>経過</title><text>良好</text>");

    assertThat(reading.blocks().get(1))
        .isEqualTo(
            new Block.Facts(
                List.of(
                    new Fact("患者", "ID W-1、結城 花子、女性、1968年4月12日（昭和43年）"),
                    new Fact("作成日時", "2026年11月2日（令和8年） 16:45:00"),
                    new Fact("作成者", "2026年、港 三郎"),
                    new Fact("管理者", "西地域"),
                    new Fact("関連文書", "次の文書を差し替え、ID OLD"))));
    assertThat(reading.omitted()).isEmpty();
  }

  @Test
  void aHeaderThatSaysMoreThanIsShownIsNamedAsLeftOut() throws Exception {
    var reading =
        document("<sample xmlns='urn:other'>x</sample>", "<title>経過</title><text>良好</text>");

    assertThat(reading.omitted()).containsExactly("文書情報の一部");
  }

  @Test
  void sectionsInSectionsAreHeadingsBelowHeadings() throws Exception {
    var reading =
        document(
            "",
            "<title>検査</title><component><section><title>血算</title><text>正常</text></section></component>");

    assertThat(reading.blocks())
        .containsSequence(
            new Block.Heading("検査", 2), new Block.Heading("血算", 3), new Block.Paragraph("正常"));
  }

  private static Reading said(String narrative) throws Exception {
    var reading = document("", "<text>" + narrative + "</text>");
    return new Reading(reading.blocks().subList(1, reading.blocks().size()), reading.omitted());
  }

  private static Reading document(String header, String section) throws Exception {
    var document =
        "<ClinicalDocument xmlns='urn:hl7-org:v3'><title>文書</title>"
            + header
            + "<component><structuredBody><component><section>"
            + section
            + "</section></component></structuredBody></component></ClinicalDocument>";
    return Reading.of(
        "text/xml", new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
  }
}
