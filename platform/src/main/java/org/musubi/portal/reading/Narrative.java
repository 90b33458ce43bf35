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
  private final StringBuilder line = new StringBuilder();

  private Narrative() {}

  static List<Block> of(Element narrative) {
    var reader = new Narrative();
    reader.walk(narrative);
    reader.endParagraph();
    return reader.blocks;
  }

  private void walk(Element element) {
    for (var node : element.content()) {
      switch (node) {
        case Element child -> enter(child);
        case Text run -> line.append(run.value());
      }
    }
  }

  private void enter(Element child) {
    switch (child.name()) {
      case "table" -> {
        endParagraph();
        table(child);
      }
      case "list", "ul", "ol" -> {
        endParagraph();
        items(child);
      }
      case "br" -> line.append('\n');
      case "p", "paragraph", "div", "section" -> {
        endParagraph();
        walk(child);
        endParagraph();
      }
      case "h1", "h2", "h3", "h4", "h5", "h6", "caption", "title" -> {
        endParagraph();
        heading(child);
      }
      case "script", "style", "renderMultiMedia", "img", "object", "iframe" -> {}
      default -> walk(child);
    }
  }

  private void heading(Element element) {
    String text = flat(element);
    if (!text.isEmpty()) {
      blocks.add(new Block.Heading(text));
    }
  }

  private void items(Element list) {
    var items =
        list.descendants()
            .filter(child -> child.name().equals("item") || child.name().equals("li"))
            .map(Narrative::flat)
            .filter(text -> !text.isEmpty())
            .toList();
    if (!items.isEmpty()) {
      blocks.add(new Block.Items(items));
    }
  }

  private void table(Element table) {
    List<String> head = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    table
        .descendants()
        .filter(child -> child.name().equals("tr"))
        .forEach(row -> {
          var cells = row.children().stream().map(Narrative::flat).toList();
          boolean heads =
              row.children().stream().allMatch(cell -> cell.name().equals("th"))
                  && !row.children().isEmpty();
          if (heads && head.isEmpty() && rows.isEmpty()) {
            head.addAll(cells);
          } else {
            rows.add(cells);
          }
        });
    table.children().stream()
        .filter(child -> child.name().equals("caption"))
        .findFirst()
        .ifPresent(this::heading);
    blocks.add(new Block.Table(head, rows));
  }

  private void endParagraph() {
    String text = squeeze(line.toString());
    line.setLength(0);
    if (!text.isEmpty()) {
      blocks.add(text.indexOf('\n') < 0 ? new Block.Paragraph(text) : new Block.Text(text));
    }
  }

  static String flat(Element element) {
    var text = new StringBuilder();
    deep(element, text);
    return squeeze(text.toString());
  }

  private static void deep(Element element, StringBuilder text) {
    for (var node : element.content()) {
      switch (node) {
        case Text run -> text.append(run.value());
        case Element child when child.name().equals("br") -> text.append('\n');
        case Element child -> deep(child, text);
      }
    }
  }

  private static String squeeze(String text) {
    return text.replaceAll("[ \\t\\r\\f]+", " ").replaceAll(" ?\\n\\s*", "\n").strip();
  }
}
