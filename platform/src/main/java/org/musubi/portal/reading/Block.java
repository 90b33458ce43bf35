package org.musubi.portal.reading;

import java.util.List;

/** One piece of a document as a page shows it. Everything is plain text; the page escapes it. */
public sealed interface Block {
  /** The template's name for the kind. */
  String kind();

  /**
   * A heading.
   *
   * @param level 2 to 4; what lies deeper is 4
   */
  record Heading(String text, int level) implements Block {
    public Heading {
      level = Math.clamp(level, 2, 4);
    }

    /** A heading of the document's first level. */
    public Heading(String text) {
      this(text, 2);
    }

    @Override
    public String kind() {
      return "heading";
    }
  }

  /** A paragraph. */
  record Paragraph(String text) implements Block {
    @Override
    public String kind() {
      return "paragraph";
    }
  }

  /** Text whose line breaks count. */
  record Text(String text) implements Block {
    @Override
    public String kind() {
      return "text";
    }
  }

  /**
   * A list; lists inside an item are lines of its text.
   *
   * @param first number of the first item; 0 when the items have none
   */
  record Items(List<String> items, int first) implements Block {
    public Items {
      items = List.copyOf(items);
    }

    /** A list without numbers. */
    public Items(List<String> items) {
      this(items, 0);
    }

    @Override
    public String kind() {
      return first > 0 ? "numbered" : "items";
    }
  }

  /**
   * A cell of a table.
   *
   * @param heading whether it names its row or column
   * @param rows how many rows it covers, at least 1
   * @param columns how many columns it covers, at least 1
   */
  record Cell(String text, boolean heading, int rows, int columns) {
    /** A cell of one row and one column. */
    public static Cell of(String text) {
      return new Cell(text, false, 1, 1);
    }

    /** A heading of one row and one column. */
    public static Cell head(String text) {
      return new Cell(text, true, 1, 1);
    }
  }

  /** A table as it was written, cells over several rows or columns included; no head may be. */
  record Table(List<List<Cell>> head, List<List<Cell>> rows) implements Block {
    public Table {
      head = head.stream().map(List::copyOf).toList();
      rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public String kind() {
      return "table";
    }
  }

  /** A fact and what it is called. */
  record Fact(String label, String text) {}

  /** Facts in the order of the document. */
  record Facts(List<Fact> facts) implements Block {
    public Facts {
      facts = List.copyOf(facts);
    }

    @Override
    public String kind() {
      return "facts";
    }
  }
}
