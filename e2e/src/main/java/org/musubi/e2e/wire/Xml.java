package org.musubi.e2e.wire;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/**
 * A message as text, with the few looks into it that a caller needs. Names are local names.
 *
 * @param text exactly as received
 */
public record Xml(String text) {
  /** Every element of this name, in document order. */
  public List<Element> all(String name) {
    var found = document().getElementsByTagNameNS("*", name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  /** The first element of this name. */
  public Optional<Element> first(String name) {
    return all(name).stream().findFirst();
  }

  /** The values of every attribute of this name, from the raw text. */
  public List<String> attributes(String name) {
    var values = new ArrayList<String>();
    var found = Pattern.compile("\\s" + name + "\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')").matcher(text);
    while (found.find()) {
      values.add(found.group(1) != null ? found.group(1) : found.group(2));
    }
    return values;
  }

  /**
   * The last part of the status URN: Success, PartialSuccess, Failure; empty when there is none.
   */
  public String status() {
    return all("RegistryResponse").stream()
        .findFirst()
        .or(() -> first("AdhocQueryResponse"))
        .map(response -> response.getAttribute("status"))
        .map(urn -> urn.substring(urn.lastIndexOf(':') + 1))
        .orElse("");
  }

  /** The error codes of the registry errors, in order. */
  public List<String> errorCodes() {
    return all("RegistryError").stream().map(error -> error.getAttribute("errorCode")).toList();
  }

  /** Whether the body is a SOAP fault. */
  public boolean isFault() {
    return first("Fault").isPresent();
  }

  /** Code, subcode and the reasons of the fault in one line. */
  public String fault() {
    return first("Fault")
        .map(fault -> fault.getTextContent().strip().replaceAll("\\s+", " "))
        .orElse("");
  }

  private Document document() {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new InputSource(new StringReader(text)));
    } catch (Exception e) {
      throw new IllegalStateException("not well-formed: " + head(), e);
    }
  }

  private String head() {
    return text.substring(0, Math.min(200, text.length()));
  }

  /** Text that can stand in an element or an attribute. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("\"", "&quot;")
        .replace("'", "&apos;");
  }
}
