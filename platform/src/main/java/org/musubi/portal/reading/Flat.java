package org.musubi.portal.reading;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.Text;

/**
 * Narrative as plain text that still says what the markup said: exponents, deletions, insertions,
 * the lines of lists and tables, and where a picture was.
 */
final class Flat {
  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "paragraph",
          "div",
          "section",
          "article",
          "blockquote",
          "pre",
          "address",
          "table",
          "list",
          "ul",
          "ol",
          "item",
          "li",
          "dl",
          "dt",
          "dd",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "caption",
          "title",
          "hr",
          "tr",
          "thead",
          "tbody",
          "tfoot");

  private final Omissions omissions;
  private final StringBuilder out = new StringBuilder();

  Flat(Omissions omissions) {
    this.omissions = omissions;
  }

  /** The text of an element, with the mark that the element itself may bear. */
  static String of(Element element, Omissions omissions) {
    var flat = new Flat(omissions);
    flat.enter(element);
    return flat.take();
  }

  static boolean isBlock(Element element) {
    return BLOCKS.contains(element.name());
  }

  static boolean isItem(Element element) {
    return element.name().equals("item") || element.name().equals("li");
  }

  /** The number of a list's first item; 0 when its items have none. */
  static int first(Element list) {
    boolean numbered =
        list.name().equals("ol") || list.attribute("listType").orElse("").equals("ordered");
    var start = list.attribute("start").filter(text -> text.matches("[1-9]\\d{0,5}"));
    return numbered ? start.map(Integer::parseInt).orElse(1) : 0;
  }

  void text(String text) {
    out.append(text);
  }

  /** What was written since the last time, its white space as a browser would show it. */
  String take() {
    String text = squeeze(out.toString());
    out.setLength(0);
    return text;
  }

  /** The same with white space as it was written. */
  String takeAsWritten() {
    String text = out.toString();
    out.setLength(0);
    return text;
  }

  void inside(Element element) {
    for (var node : element.content()) {
      switch (node) {
        case Text run -> out.append(run.value());
        case Element child -> enter(child);
      }
    }
  }

  private void enter(Element child) {
    if (marked(child)) {
      return;
    }
    switch (child.name()) {
      case "list", "ul", "ol" -> list(child);
      case "tr" -> row(child);
      default -> {
        note(child);
        boolean block = isBlock(child);
        newLine(block);
        inside(child);
        newLine(block);
      }
    }
  }

  /** Writes an element that means more than its letters; false when it is none, and unwritten. */
  boolean marked(Element child) {
    switch (child.name()) {
      case "br" -> out.append('\n');
      case "sup" -> out.append(Raised.above(inner(child)));
      case "sub" -> out.append(Raised.below(inner(child)));
      case "q" -> out.append('「').append(inner(child)).append('」');
      case "del", "s", "strike" -> mark("削除", child);
      case "ins" -> mark("追加", child);
      case "footnote" -> mark("脚注", child);
      case "footnoteRef" -> out.append("［脚注］");
      case "img", "renderMultiMedia", "object", "embed", "iframe", "video", "audio", "svg" ->
          picture(child);
      case "script", "style" -> {}
      default -> {
        var word = word(child);
        if (word == null) {
          return false;
        }
        mark(word, child);
      }
    }
    return true;
  }

  /** How an element's attributes mark all that is in it; null when they do not. */
  static @Nullable String word(Element element) {
    return switch (element.attribute("revised").orElse("")) {
      case "delete" -> "削除";
      case "insert" -> "追加";
      default -> isStruck(element) ? "取消線" : null;
    };
  }

  /** Text under a mark. */
  static String marked(@Nullable String word, String text) {
    return word == null || text.isEmpty() ? text : "［" + word + "：" + text + "］";
  }

  /** Whether the element's style strikes its text through. */
  private static boolean isStruck(Element element) {
    var style = element.attribute("style").orElse("") + element.attribute("styleCode").orElse("");
    var lower = style.toLowerCase(Locale.ROOT);
    return lower.contains("line-through") || lower.contains("strike");
  }

  /** Keeps in mind what an element points at and the page does not show. */
  void note(Element element) {
    boolean link = element.name().equals("a") || element.name().equals("linkHtml");
    if (link && element.attribute("href").filter(to -> !to.startsWith("#")).isPresent()) {
      omissions.add(Omissions.LINK);
    }
  }

  private void mark(String word, Element element) {
    String text = inner(element);
    out.append(marked(word, text));
  }

  private void picture(Element element) {
    omissions.add(Omissions.PICTURE);
    String text = element.attribute("alt").filter(alt -> !alt.isBlank()).orElse(inner(element));
    out.append(text.isBlank() ? "［図・画像：表示していません］" : "［図・画像「" + text + "」：表示していません］");
  }

  private String inner(Element element) {
    var flat = new Flat(omissions);
    flat.inside(element);
    return flat.take();
  }

  private void list(Element list) {
    int number = first(list);
    for (var child : list.children()) {
      newLine(true);
      if (isItem(child)) {
        String mark = number == 0 ? "・" : number++ + ". ";
        out.append('　').append(mark).append(of(child, omissions).replace("\n", "\n　"));
      } else {
        enter(child);
      }
    }
    newLine(true);
  }

  private void row(Element row) {
    newLine(true);
    out.append(
        row.children().stream()
            .map(cell -> of(cell, omissions))
            .collect(Collectors.joining(" ｜ ")));
    newLine(true);
  }

  private void newLine(boolean wanted) {
    if (wanted && !out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
      out.append('\n');
    }
  }

  private static String squeeze(String text) {
    return text.replaceAll("[ \\t\\r\\f]+", " ").replaceAll(" ?\\n\\s*", "\n").strip();
  }
}
