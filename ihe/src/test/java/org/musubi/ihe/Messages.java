package org.musubi.ihe;

import java.nio.charset.StandardCharsets;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.Limits;
import org.musubi.ihe.xml.XmlReader;
import org.musubi.ihe.xml.XmlRefused;
import org.musubi.ihe.xml.XmlWriter;

/** Text to tree and through the wire. */
public final class Messages {
  private Messages() {}

  public static Element read(String xml) {
    try {
      return XmlReader.read(xml.getBytes(StandardCharsets.UTF_8), Limits.forMetadata());
    } catch (XmlRefused refused) {
      throw new AssertionError(refused);
    }
  }

  /** Written and read again, as a peer would. */
  public static Element sent(Element element) {
    return read(text(element));
  }

  public static String text(Element element) {
    return new String(XmlWriter.toBytes(element), StandardCharsets.UTF_8);
  }
}
