package org.musubi.portal.reading;

import java.util.ArrayList;
import java.util.List;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.Text;

/**
 * The narrative of a CDA section (CDA R2 4.3.5) or of a FHIR resource (XHTML): known elements
 * become blocks, the text of unknown ones is kept, and nothing else of them is: no attribute, link,
 * image or script survives.
 */
final class Narrative {
  private final List<Block> blocks = new ArrayList<>();
  private final Omissions omissions;
  private final Flat line;
  private final int level;

  private Narrative(Omissions omissions, int level) {
    this.omissions = omissions;
    this.line = new Flat(omissions);
    this.level = level;
  }

  /**
   * @param level of headings inside the narrative
   */
  static List<Block> of(Element narrative, Omissions omissions, int level) {
    var reader = new Narrative(omissions, level);
    reader.walk(narrative);
    reader.endParagraph();
    return reader.blocks;
  }

  private void walk(Element element) {
    for (var node : element.content()) {
      switch (node) {
        case Element child -> enter(child);
        case Text run -> line.text(run.value());
      }
    }
  }

  private void enter(Element child) {
    boolean block = Flat.isBlock(child);
    if (block) {
      endParagraph();
    }
    if (!line.marked(child)) {
      line.note(child);
      shape(child);
    }
    if (block) {
      endParagraph();
    }
  }

  private void shape(Element child) {
    switch (child.name()) {
      case "table" -> table(child);
      case "list", "ul", "ol" -> items(child);
      case "h1", "h2", "h3", "h4", "h5", "h6", "caption", "title" -> heading(child);
      case "pre" -> {
        line.inside(child);
        String text = line.takeAsWritten().strip();
        if (!text.isEmpty()) {
          blocks.add(new Block.Text(text));
        }
      }
      default -> walk(child);
    }
  }

  private void heading(Element element) {
    String text = Flat.of(element, omissions);
    if (!text.isEmpty()) {
      blocks.add(new Block.Heading(text, level));
    }
  }

  private void items(Element list) {
    var items = new ArrayList<String>();
    for (var node : list.content()) {
      if (node instanceof Element child && Flat.isItem(child)) {
        items.add(Flat.of(child, omissions));
      } else if (node instanceof Element child) {
        enter(child);
      } else if (node instanceof Text run) {
        line.text(run.value());
      }
    }
    endParagraph();
    int first = Flat.first(list);
    if (first == 0) {
      items.removeIf(String::isEmpty);
    }
    if (!items.isEmpty()) {
      blocks.add(new Block.Items(items, first));
    }
  }

  private void table(Element table) {
    table.children().stream()
        .filter(child -> child.name().equals("caption"))
        .forEach(this::heading);
    blocks.add(NarrativeTable.of(table, omissions));
  }

  private void endParagraph() {
    String text = line.take();
    if (!text.isEmpty()) {
      blocks.add(text.indexOf('\n') < 0 ? new Block.Paragraph(text) : new Block.Text(text));
    }
  }
}
