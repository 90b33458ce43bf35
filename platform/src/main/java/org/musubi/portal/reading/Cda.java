package org.musubi.portal.reading;

import java.util.ArrayList;
import java.util.List;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.Limits;
import org.musubi.ihe.xml.XmlReader;
import org.musubi.ihe.xml.XmlRefused;

/**
 * Reads a CDA R2 document (HS008 and others): title, header, and sections, each with its narrative
 * block, in document order.
 */
final class Cda {
  static final String HL7 = "urn:hl7-org:v3";

  private final Omissions omissions = new Omissions();
  private final List<Block> body = new ArrayList<>();

  private Cda() {}

  static Reading read(byte[] bytes) throws Reading.Unreadable {
    Element document;
    try {
      document = XmlReader.read(bytes, Limits.forMetadata());
    } catch (XmlRefused e) {
      throw new Reading.Unreadable("文書の形式が正しくないため、表示できません。");
    }
    if (!document.is(HL7, "ClinicalDocument")) {
      throw new Reading.Unreadable("この種類のXML文書は、この画面には表示できません。");
    }
    var cda = new Cda();
    document.all(HL7, "component").forEach(component -> cda.walk(component, 2));
    if (cda.body.isEmpty()) {
      throw new Reading.Unreadable("この文書には、表示できる本文がありません。");
    }
    return new Reading(cda.blocks(document), cda.omissions.kinds());
  }

  private List<Block> blocks(Element document) {
    var blocks = new ArrayList<Block>();
    title(document, 2, blocks);
    var facts = new CdaHeader(omissions).of(document);
    if (!facts.isEmpty()) {
      blocks.add(new Block.Facts(facts));
    }
    blocks.addAll(body);
    return blocks;
  }

  private void walk(Element element, int level) {
    for (var child : element.children()) {
      switch (child.name()) {
        case "section" -> section(child, level);
        case "nonXMLBody" -> attached(child);
        default -> walk(child, level);
      }
    }
  }

  private void section(Element section, int level) {
    int inside = title(section, level, body) ? level + 1 : level;
    var who = new CdaHeader(omissions).ofSection(section);
    if (!who.isEmpty()) {
      body.add(new Block.Facts(who));
    }
    var said =
        section
            .first(HL7, "text")
            .map(text -> Narrative.of(text, omissions, inside))
            .orElse(List.of());
    body.addAll(said);
    if (said.isEmpty() && section.first(HL7, "entry").isPresent()) {
      omissions.add(Omissions.CODED);
      body.add(new Block.Paragraph("［本文のない項目：表示していません］"));
    } else if (said.isEmpty() && section.first(HL7, "component").isEmpty()) {
      body.add(new Block.Paragraph("（記載なし）"));
    }
    section.all(HL7, "component").forEach(component -> walk(component, inside));
  }

  /** A document whose body is no XML: text is shown, anything else is named. */
  private void attached(Element nonXml) {
    var text = nonXml.first(HL7, "text").orElse(nonXml);
    boolean plain =
        text.attribute("mediaType").orElse("text/plain").equals("text/plain")
            && !text.attribute("representation").orElse("TXT").equals("B64")
            && text.first(HL7, "reference").isEmpty();
    if (plain && !text.text().isBlank()) {
      body.add(new Block.Text(text.text().strip()));
    } else {
      omissions.add(Omissions.BODY);
      body.add(
          new Block.Paragraph(
              "［添付された本文（" + text.attribute("mediaType").orElse("形式不明") + "）：表示していません］"));
    }
  }

  /** The title, else what its code is called. */
  private boolean title(Element element, int level, List<Block> into) {
    var title =
        element
            .first(HL7, "title")
            .map(said -> Flat.of(said, omissions))
            .filter(said -> !said.isEmpty())
            .or(() -> element.first(HL7, "code").flatMap(code -> code.attribute("displayName")));
    title.ifPresent(text -> into.add(new Block.Heading(text, level)));
    return title.isPresent();
  }
}
