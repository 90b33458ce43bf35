package org.musubi.portal.reading;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.xml.Element;
import org.musubi.portal.reading.Block.Cell;

/**
 * A table of a narrative, its cells where they were: a value never slides under another heading.
 */
final class NarrativeTable {
  private static final int WIDEST = 1000;

  private final Omissions omissions;
  private final List<List<Cell>> head = new ArrayList<>();
  private final List<List<Cell>> rows = new ArrayList<>();
  private final List<List<Cell>> feet = new ArrayList<>();

  private NarrativeTable(Omissions omissions) {
    this.omissions = omissions;
  }

  static Block.Table of(Element table, Omissions omissions) {
    var reader = new NarrativeTable(omissions);
    reader.read(table);
    return new Block.Table(reader.head, reader.rows);
  }

  private void read(Element table) {
    var loose = new ArrayList<Element>();
    for (var child : table.children()) {
      if (child.name().equals("tr")) {
        loose.add(child);
      } else {
        group(loose, rows, null);
        loose.clear();
        part(child);
      }
    }
    group(loose, rows, null);
    if (head.isEmpty() && !rows.isEmpty() && isHead(rows.getFirst())) {
      head.add(rows.removeFirst());
    }
    rows.addAll(feet);
  }

  private void part(Element child) {
    switch (child.name()) {
      case "thead" -> group(child.children(), head, Flat.word(child));
      case "tbody" -> group(child.children(), rows, Flat.word(child));
      case "tfoot" -> group(child.children(), feet, Flat.word(child));
      case "caption", "col", "colgroup" -> {}
      default -> rows.add(List.of(Cell.of(Flat.of(child, omissions))));
    }
  }

  private static boolean isHead(List<Cell> row) {
    return !row.isEmpty() && row.stream().allMatch(cell -> cell.heading() && cell.rows() == 1);
  }

  /**
   * A cell covers rows of its own group only; what marks a group or a row marks each of its cells.
   */
  private void group(List<Element> group, List<List<Cell>> into, @Nullable String above) {
    for (int i = 0; i < group.size(); i++) {
      int left = group.size() - i;
      var own = Flat.word(group.get(i));
      var word = own == null ? above : own;
      into.add(group.get(i).children().stream().map(cell -> cell(cell, left, word)).toList());
    }
  }

  private Cell cell(Element cell, int left, @Nullable String above) {
    int rows = span(cell, "rowspan");
    return new Cell(
        Flat.marked(above, Flat.of(cell, omissions)),
        cell.name().equals("th"),
        rows == 0 ? left : Math.min(rows, left),
        Math.clamp(span(cell, "colspan"), 1, WIDEST));
  }

  /** 0 means "to the end"; what is no number is 1. */
  private static int span(Element cell, String name) {
    return cell.attribute(name)
        .map(String::strip)
        .filter(text -> text.matches("\\d{1,6}"))
        .map(Integer::parseInt)
        .orElse(1);
  }
}
