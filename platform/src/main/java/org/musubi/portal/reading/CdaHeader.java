package org.musubi.portal.reading;

import static org.musubi.portal.reading.Cda.HL7;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.musubi.ihe.xml.Element;
import org.musubi.portal.reading.Block.Fact;

/** What the header of a CDA R2 document (CDA R2 4.2) says: whose, by whom, for whom, when. */
final class CdaHeader {
  private static final Map<String, String> LABELS = new LinkedHashMap<>();
  private static final Set<String> TECHNICAL =
      Set.of(
          "realmCode", "typeId", "templateId", "id", "setId", "languageCode", "title", "component");
  private static final Set<String> UNSAID = Set.of("templateId", "signatureCode", "languageCode");
  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("administrativeGenderCode M", "男性"),
          Map.entry("administrativeGenderCode F", "女性"),
          Map.entry("administrativeGenderCode UN", "性別不明"),
          Map.entry("confidentialityCode N", "通常"),
          Map.entry("confidentialityCode R", "制限あり"),
          Map.entry("confidentialityCode V", "厳重な制限あり"),
          Map.entry("relatedDocument RPLC", "次の文書を差し替え"),
          Map.entry("relatedDocument APND", "次の文書への追記"),
          Map.entry("relatedDocument XFRM", "次の文書からの変換"));

  static {
    LABELS.put("code", "文書の種類");
    LABELS.put("recordTarget", "患者");
    LABELS.put("effectiveTime", "作成日時");
    LABELS.put("author", "作成者");
    LABELS.put("custodian", "管理者");
    LABELS.put("informationRecipient", "宛先");
    LABELS.put("legalAuthenticator", "責任者");
    LABELS.put("authenticator", "確認者");
    LABELS.put("subject", "対象者");
    LABELS.put("dataEnterer", "入力者");
    LABELS.put("informant", "情報の提供者");
    LABELS.put("participant", "関係者");
    LABELS.put("documentationOf", "記載の対象");
    LABELS.put("componentOf", "受診");
    LABELS.put("inFulfillmentOf", "依頼");
    LABELS.put("relatedDocument", "関連文書");
    LABELS.put("authorization", "許諾");
    LABELS.put("versionNumber", "版");
    LABELS.put("confidentialityCode", "取扱区分");
    LABELS.put("copyTime", "複写日時");
  }

  private final Omissions omissions;

  CdaHeader(Omissions omissions) {
    this.omissions = omissions;
  }

  List<Fact> of(Element document) {
    for (var child : document.children()) {
      boolean known = LABELS.containsKey(child.name()) || TECHNICAL.contains(child.name());
      if (!known || !child.namespace().equals(HL7)) {
        omissions.add(Omissions.HEADER);
      }
    }
    return facts(document, LABELS.keySet());
  }

  /** Whom a section is about, and by whom it is, where the section says so itself. */
  List<Fact> ofSection(Element section) {
    return facts(section, List.of("subject", "author", "informant"));
  }

  private List<Fact> facts(Element of, Iterable<String> names) {
    var facts = new ArrayList<Fact>();
    for (var name : names) {
      for (var element : of.all(HL7, name)) {
        var words = new ArrayList<String>();
        say(element, words);
        var said = words.stream().distinct().collect(Collectors.joining("、"));
        if (!said.isEmpty()) {
          facts.add(new Fact(LABELS.getOrDefault(name, name), said));
        }
      }
    }
    return facts;
  }

  private void say(Element element, List<String> words) {
    var name = element.name();
    if (UNSAID.contains(name)) {
      return;
    }
    switch (name) {
      case "name", "addr" -> add(parts(element), words);
      case "time", "effectiveTime", "birthTime", "copyTime" -> time(element, words);
      case "telecom" -> add(element.attribute("value").orElse("").replaceFirst("^tel:", ""), words);
      case "id" -> element.attribute("extension").ifPresent(id -> add("ID " + id, words));
      case "versionNumber" -> add(element.attribute("value").orElse(""), words);
      default -> {
        coded(element, words);
        add(element.text(), words);
        element.children().forEach(child -> say(child, words));
      }
    }
  }

  private static void coded(Element element, List<String> words) {
    var code = element.attribute("code").orElse(element.attribute("typeCode").orElse(""));
    var word = CODES.get(element.name() + " " + code);
    if (word != null) {
      add(word, words);
    } else if (element.name().endsWith("ode")) {
      add(element.attribute("displayName").orElse(code), words);
    }
  }

  private static void time(Element element, List<String> words) {
    var low = element.first(HL7, "low").flatMap(end -> end.attribute("value")).map(Moments::hl7);
    var high = element.first(HL7, "high").flatMap(end -> end.attribute("value")).map(Moments::hl7);
    if (low.isPresent() || high.isPresent()) {
      add(low.orElse("") + "～" + high.orElse(""), words);
    }
    element.attribute("value").map(Moments::hl7).ifPresent(at -> add(at, words));
  }

  /** A name or an address: its parts in their order. */
  private String parts(Element element) {
    return element.children().isEmpty()
        ? Flat.of(element, omissions)
        : element.children().stream()
            .map(part -> Flat.of(part, omissions))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
  }

  private static void add(String word, List<String> words) {
    if (!word.isBlank()) {
      words.add(word.strip());
    }
  }
}
