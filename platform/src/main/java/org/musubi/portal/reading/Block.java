package org.musubi.portal.reading;

import java.util.List;

/** One piece of a document as a page shows it. Everything is plain text; the page escapes it. */
public sealed interface Block {
  /** The template's name for the kind. */
  String kind();

  /** A heading. */
  record Heading(String text) implements Block {
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

  /** A list. */
  record Items(List<String> items) implements Block {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "items";
    }
  }

  /** A table; {@code head} may be empty. */
  record Table(List<String> head, List<List<String>> rows) implements Block {
    public Table {
      head = List.copyOf(head);
      rows = List.copyOf(rows);
    }

    @Override
    public String kind() {
      return "table";
    }
  }
}
