package org.musubi.portal.reading;

import java.util.ArrayList;
import java.util.List;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.Limits;
import org.musubi.ihe.xml.XmlReader;
import org.musubi.ihe.xml.XmlRefused;

/**
 * Reads a CDA R2 document (HS008 and others): title and sections, each with its narrative block, in
 * document order.
 */
final class Cda {
  private static final String HL7 = "urn:hl7-org:v3";

  private Cda() {}

  static List<Block> read(byte[] bytes) throws Reading.Unreadable {
    Element document;
    try {
      document = XmlReader.read(bytes, Limits.forMetadata());
    } catch (XmlRefused e) {
      throw new Reading.Unreadable("文書の形式が正しくないため、表示できません。");
    }
    if (!document.name().equals("ClinicalDocument") || !document.namespace().equals(HL7)) {
      throw new Reading.Unreadable("この種類のXML文書は、この画面には表示できません。");
    }
    var blocks = new ArrayList<Block>();
    document
        .first(HL7, "title")
        .ifPresent(title -> blocks.add(new Block.Heading(Narrative.flat(title))));
    document.first(HL7, "component").ifPresent(component -> sections(component, blocks));
    if (blocks.isEmpty()) {
      throw new Reading.Unreadable("この文書には、表示できる本文がありません。");
    }
    return blocks;
  }

  private static void sections(Element element, List<Block> blocks) {
    for (var child : element.children()) {
      if (child.name().equals("section")) {
        child
            .first(HL7, "title")
            .ifPresent(title -> blocks.add(new Block.Heading(Narrative.flat(title))));
        child.first(HL7, "text").ifPresent(text -> blocks.addAll(Narrative.of(text)));
      }
      sections(child, blocks);
    }
  }
}
