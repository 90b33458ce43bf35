package org.musubi.ihe.xml;

import java.io.IOException;

/**
 * Takes the text of chosen elements away from the tree while it is read, so that a document of any
 * size inside the XML never lies in memory as text.
 */
public interface Binary {
  /** Whether the text of this element is a document; it is asked with the element still empty. */
  boolean wants(Element element, int depth);

  /** The next characters of the chosen element's text, in pieces; comments fall out. */
  void characters(char[] buffer, int from, int length) throws IOException;

  /**
   * The chosen element ended.
   *
   * @param element the element as it will stand in the tree: child elements, no text
   * @return what stands in the tree in its place
   */
  Element ended(Element element) throws IOException;
}
