package org.musubi.ihe.xml;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;

/** Makes DOM documents of trees. Nothing is parsed: no parser setting can matter here. */
final class Dom {
  private static final DocumentBuilderFactory DOCUMENTS =
      DocumentBuilderFactory.newDefaultNSInstance();

  private Dom() {}

  static Document of(Element root) {
    try {
      Document document;
      synchronized (DOCUMENTS) {
        document = DOCUMENTS.newDocumentBuilder().newDocument();
      }
      document.setXmlStandalone(true);
      document.appendChild(make(document, root, Scope.EMPTY));
      return document;
    } catch (ParserConfigurationException impossible) {
      throw new IllegalStateException("the JDK makes DOM documents", impossible);
    }
  }

  private static org.w3c.dom.Element make(Document document, Element element, Scope outer) {
    var made =
        document.createElementNS(
            element.namespace().isEmpty() ? null : element.namespace(), element.qualifiedName());
    var declarations = Bindings.missing(element, outer, Scope.EMPTY);
    for (var declaration : declarations) {
      made.setAttributeNS(Xml.XMLNS, Bindings.attributeName(declaration), declaration.uri());
    }
    for (var attribute : element.attributes()) {
      made.setAttributeNS(
          attribute.namespace().isEmpty() ? null : attribute.namespace(),
          attribute.qualifiedName(),
          attribute.value());
    }
    var inner = outer.with(declarations);
    for (var node : element.content()) {
      switch (node) {
        case Element child -> made.appendChild(make(document, child, inner));
        case Text(String text) -> made.appendChild(document.createTextNode(text));
      }
    }
    return made;
  }
}
