package org.musubi.portal.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a FHIR resource means is what the page shows. */
class FhirMeaningTest {
  @Test
  void aRefutedAllergyIsNotShownAsAnAllergy() throws Exception {
    var page =
        page(
            """
            {"resourceType":"AllergyIntolerance","code":{"text":"ペニシリン"},
             "verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-verification","code":"refuted"}]},
             "criticality":"high",
             "reaction":[{"manifestation":[{"text":"アナフィラキシー"}],"severity":"severe"}]}
            """);

    assertThat(page)
        .startsWith("# 【否定】アレルギー・不耐：ペニシリン")
        .contains("確認の状態：否定（refuted）", "反応 › 症状：アナフィラキシー", "反応 › 重症度：重度（severe）");
  }

  @Test
  void aResultEnteredInErrorSaysSoBeforeItsName() throws Exception {
    var page =
        page(
            """
            {"resourceType":"Observation","status":"entered-in-error","code":{"text":"HBs抗原"},
             "valueCodeableConcept":{"text":"陽性"}}
            """);

    assertThat(page).startsWith("# 【誤入力のため取消】検査・所見：HBs抗原").contains("結果：陽性");
  }

  @Test
  void theComponentsOfAResultAreShownWithTheirValues() throws Exception {
    var page =
        page(
            """
            {"resourceType":"Observation","status":"final","code":{"text":"血圧"},"component":[
              {"code":{"text":"収縮期"},"valueQuantity":{"value":182,"unit":"mmHg"}},
              {"code":{"text":"拡張期"},"dataAbsentReason":{"text":"測定不能"}}]}
            """);

    assertThat(page).contains("内訳 1 › 収縮期：182 mmHg", "内訳 2 › 拡張期 › 結果がない理由：測定不能", "状態：確定（final）");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"valueQuantity\":{\"value\":7.20,\"comparator\":\"<\",\"unit\":\"%\"} | 結果：<7.20 %",
        "\"valueString\":\"(2+)\" | 結果：(2+)",
        "\"valueBoolean\":false | 結果：いいえ",
        "\"valueInteger\":0 | 結果：0",
        "\"valueRange\":{\"low\":{\"value\":1,\"unit\":\"/HPF\"},\"high\":{\"value\":4,\"unit\":\"/HPF\"}} | 結果：1 /HPF～4 /HPF",
        "\"valueRatio\":{\"numerator\":{\"value\":1},\"denominator\":{\"value\":64}} | 結果：1 / 64",
        "\"valueDateTime\":\"2026-10-01\" | 結果：2026年10月1日（令和8年）",
        "\"valueTime\":\"09:30:00\" | 結果：09:30:00",
        "\"valuePeriod\":{\"start\":\"2026-10-01\"} | 結果：2026年10月1日（令和8年）～",
        "\"valueCodeableConcept\":{\"coding\":[{\"system\":\"urn:x\",\"code\":\"260373001\"}]} | 結果：260373001",
        "\"valueSampledData\":{\"origin\":{\"value\":0},\"data\":\"1 2 3\"} | 結果 › data：1 2 3",
        "\"somethingNew\":\"大切\" | somethingNew：大切",
        "\"_valueString\":{\"extension\":[{\"url\":\"http://x/data-absent-reason\",\"valueCode\":\"masked\"}]} | 結果 › 値がない理由：非開示（masked）",
        "\"doNotPerform\":true | 【行わない指示】",
      })
  void noValueIsLost(String field, String shown) throws Exception {
    assertThat(page("{\"resourceType\":\"Observation\",\"code\":{\"text\":\"項目\"}," + field + "}"))
        .contains(shown);
  }

  @Test
  void aNarrativeDoesNotHideWhatItsResourceSays() throws Exception {
    var page =
        page(
            """
            {"resourceType":"Condition","code":{"text":"肺炎"},
             "text":{"status":"generated","div":"<div xmlns='http://www.w3.org/1999/xhtml'>肺炎 <s>重症</s></div>"},
             "verificationStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-ver-status","code":"entered-in-error"}]}}
            """);

    assertThat(page).contains("【誤入力のため取消】", "肺炎 ［削除：重症］", "確認の状態：誤入力（取消）（entered-in-error）");
  }

  @Test
  void anEntryThatTheDocumentDoesNotHoldIsNamedAsLeftOut() throws Exception {
    var reading = read(document("\"entry\":[{\"reference\":\"urn:uuid:9\",\"display\":\"心電図\"}]"));

    assertThat(text(reading)).contains("［文書に含まれていない項目「心電図」：表示していません］");
    assertThat(reading.omitted()).containsExactly("文書に含まれていない項目への参照");
  }

  @Test
  void whyASectionIsEmptyIsSaid() throws Exception {
    assertThat(page(document("\"emptyReason\":{\"text\":\"聴取していない\"}"))).contains("（記載なし：聴取していない）");
  }

  @Test
  void aResourceThatNoSectionNamesIsShownAfterThem() throws Exception {
    assertThat(page(document("\"entry\":[]")))
        .contains("# 文書に含まれるその他の項目", "# 検査・所見：カリウム", "結果：6.8 mmol/L");
  }

  @Test
  void anAttachmentIsNamedAsLeftOut() throws Exception {
    var reading =
        read(
            """
            {"resourceType":"DocumentReference","content":[{"attachment":{"contentType":"application/pdf","data":"JVBERi0=","title":"別紙"}}]}
            """);

    assertThat(text(reading)).contains("［添付「別紙」：application/pdf、表示していません］");
    assertThat(reading.omitted()).containsExactly("図・画像・音声などの添付");
  }

  @Test
  void aNameSaysInWhichScriptItIsWritten() throws Exception {
    var page =
        page(
            """
            {"resourceType":"Patient","birthDate":"1968-04-12","name":[
              {"text":"結城 花子","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation","valueCode":"IDE"}]},
              {"family":"ユウキ","given":["ハナコ"],"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation","valueCode":"SYL"}]}]}
            """);

    assertThat(page).startsWith("# 患者：結城 花子（漢字）、ユウキ ハナコ（カナ）、1968年4月12日（昭和43年）");
  }

  @Test
  void aModifierThatIsNotUnderstoodIsNamed() throws Exception {
    var reading =
        read(
            """
            {"resourceType":"Condition","code":{"text":"喘息"},"modifierExtension":[{"url":"http://x/absent","valueBoolean":true}]}
            """);

    assertThat(text(reading)).contains("解釈に影響する拡張 › absent：はい");
    assertThat(reading.omitted()).containsExactly("解釈に影響する拡張項目の意味");
  }

  private static String document(String section) {
    return """
    {"resourceType":"Bundle","type":"document","entry":[
      {"resource":{"resourceType":"Composition","title":"紹介状","section":[{"title":"検査",%s}]}},
      {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Observation","status":"final",
        "code":{"text":"カリウム"},"valueQuantity":{"value":6.8,"unit":"mmol/L"}}}]}
    """
        .formatted(section);
  }

  private static String page(String json) throws Exception {
    return text(read(json));
  }

  private static Reading read(String json) throws Exception {
    return Reading.of(
        "application/fhir+json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  /** The page as lines: headings with a mark, facts as label and text. */
  private static String text(Reading reading) {
    return reading.blocks().stream()
        .map(block ->
            switch (block) {
              case Block.Heading heading -> "# " + heading.text();
              case Block.Paragraph paragraph -> paragraph.text();
              case Block.Text lines -> lines.text();
              case Block.Items items -> String.join("\n", items.items());
              case Block.Table table -> table.toString();
              case Block.Facts facts ->
                  facts.facts().stream()
                      .map(fact -> fact.label() + "：" + fact.text())
                      .collect(Collectors.joining("\n"));
            })
        .collect(Collectors.joining("\n"));
  }
}
