package org.musubi.ihe.xua;

import org.musubi.ihe.xml.Element;
import org.w3c.dom.Attr;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Takes a part that the JDK's XML signature made in a DOM back into our tree. */
final class DomTree {
  private static final String XMLNS = "http://www.w3.org/2000/xmlns/";

  private DomTree() {}

  static Element of(org.w3c.dom.Element dom) {
    Element.Builder builder = Element.of(dom.getNamespaceURI(), dom.getTagName());
    NamedNodeMap attributes = dom.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      copy((Attr) attributes.item(i), builder);
    }
    for (Node node = dom.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof org.w3c.dom.Element child) {
        builder.add(of(child));
      } else if (node instanceof org.w3c.dom.Text text) {
        builder.text(text.getData());
      }
    }
    return builder.build();
  }

  private static void copy(Attr attribute, Element.Builder builder) {
    if (XMLNS.equals(attribute.getNamespaceURI())) {
      builder.namespace(
          attribute.getPrefix() == null ? "" : attribute.getLocalName(), attribute.getValue());
    } else if (attribute.getNamespaceURI() == null) {
      builder.attribute(attribute.getName(), attribute.getValue());
    } else {
      builder.attribute(attribute.getNamespaceURI(), attribute.getName(), attribute.getValue());
    }
  }
}
