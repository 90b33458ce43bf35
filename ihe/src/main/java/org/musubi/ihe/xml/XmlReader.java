package org.musubi.ihe.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads XML from untrusted bytes into a tree, or refuses. */
public final class XmlReader {
  private XmlReader() {}

  /**
   * Reads one document to the end of the stream.
   *
   * @throws XmlRefused when it is not taken
   * @throws IOException when the stream itself fails
   */
  public static Element read(InputStream in, Limits limits) throws XmlRefused, IOException {
    try (var events = new XmlEvents(in, limits)) {
      return events.tree(null);
    }
  }

  /**
   * Reads one document and gives the text of chosen elements away in pieces.
   *
   * @throws XmlRefused when it is not taken
   * @throws IOException when the stream or the taker fails; the taker's own exception passes as is
   */
  public static Element read(InputStream in, Limits limits, Binary binary)
      throws XmlRefused, IOException {
    try (var events = new XmlEvents(in, limits)) {
      return events.tree(binary);
    }
  }

  /**
   * Reads one document from memory.
   *
   * @throws XmlRefused when it is not taken
   */
  public static Element read(byte[] bytes, Limits limits) throws XmlRefused {
    try {
      return read(new ByteArrayInputStream(bytes), limits);
    } catch (IOException impossible) {
      throw new IllegalStateException("reading from memory", impossible);
    }
  }
}
