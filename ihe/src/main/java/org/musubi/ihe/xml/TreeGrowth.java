package org.musubi.ihe.xml;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.xml.XmlRefused.Reason;

/** The tree as it grows while events come in, with every limit checked as it is reached. */
final class TreeGrowth {
  private static final class Open {
    final Element empty;
    final Scope inner;
    final List<Node> content = new ArrayList<>();
    final StringBuilder text = new StringBuilder(0);

    Open(Element empty) {
      this.empty = empty;
      this.inner = empty.inner();
    }
  }

  private final Limits limits;
  private final @Nullable Binary binary;
  private final Budget budget;
  private final ArrayDeque<Open> path = new ArrayDeque<>();
  private @Nullable Open taken;
  private @Nullable Element root;
  private int elements;

  TreeGrowth(Limits limits, @Nullable Binary binary, Budget budget) {
    this.limits = limits;
    this.binary = binary;
    this.budget = budget;
  }

  void open(XMLStreamReader event) throws XmlRefused {
    if (path.size() >= limits.depth()) {
      throw new XmlRefused(Reason.TOO_DEEP);
    }
    if (++elements > limits.elements() || event.getAttributeCount() > limits.attributes()) {
      throw new XmlRefused(Reason.TOO_LARGE);
    }
    var parent = path.peek();
    var element = element(event, parent == null ? Scope.EMPTY : parent.inner);
    if (parent != null) {
      flush(parent);
    }
    var open = new Open(element);
    if (binary != null && taken == null && binary.wants(element, path.size())) {
      taken = open;
    }
    path.push(open);
  }

  void text(char[] buffer, int from, int length) throws XmlRefused, IOException {
    var open = path.peek();
    if (open == null) {
      return;
    }
    if (open == taken && binary != null) {
      binary.characters(buffer, from, length);
      budget.grant(buffer, from, length);
      return;
    }
    if (open.text.length() + length > limits.textLength()) {
      throw new XmlRefused(Reason.TOO_LARGE);
    }
    open.text.append(buffer, from, length);
  }

  void close() throws IOException {
    var open = path.pop();
    flush(open);
    var empty = open.empty;
    var element =
        open.content.isEmpty()
            ? empty
            : new Element(
                empty.namespace(),
                empty.prefix(),
                empty.name(),
                empty.declarations(),
                empty.attributes(),
                List.copyOf(open.content),
                empty.around());
    if (open == taken && binary != null) {
      taken = null;
      element = binary.ended(element);
    }
    var parent = path.peek();
    if (parent == null) {
      root = element;
    } else {
      parent.content.add(element);
    }
  }

  Element root() throws XmlRefused {
    if (root == null) {
      throw new XmlRefused(Reason.NOT_WELL_FORMED);
    }
    return root;
  }

  private static void flush(Open open) {
    if (!open.text.isEmpty()) {
      open.content.add(new Text(open.text.toString()));
      open.text.setLength(0);
    }
  }

  private Element element(XMLStreamReader event, Scope around) throws XmlRefused {
    var namespace = orEmpty(event.getNamespaceURI());
    if (namespace.equals(Xml.XINCLUDE)) {
      throw new XmlRefused(Reason.XINCLUDE);
    }
    if (event.getNamespaceCount() > limits.attributes()) {
      throw new XmlRefused(Reason.TOO_LARGE);
    }
    var declarations = new Declaration[event.getNamespaceCount()];
    for (int i = 0; i < declarations.length; i++) {
      declarations[i] =
          new Declaration(orEmpty(event.getNamespacePrefix(i)), orEmpty(event.getNamespaceURI(i)));
    }
    var attributes = new Attribute[event.getAttributeCount()];
    for (int i = 0; i < attributes.length; i++) {
      var value = event.getAttributeValue(i);
      if (value.length() > limits.textLength()) {
        throw new XmlRefused(Reason.TOO_LARGE);
      }
      attributes[i] =
          new Attribute(
              orEmpty(event.getAttributeNamespace(i)),
              orEmpty(event.getAttributePrefix(i)),
              event.getAttributeLocalName(i),
              value);
    }
    return new Element(
        namespace,
        orEmpty(event.getPrefix()),
        event.getLocalName(),
        List.of(declarations),
        List.of(attributes),
        List.of(),
        around);
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }
}
