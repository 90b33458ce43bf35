package org.musubi.ihe.xml;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Writes a tree as UTF-8 without an XML declaration. Names keep their prefixes; namespaces that are
 * not in force where an element now stands are declared on it.
 */
public final class XmlWriter {
  private final Writer out;

  private XmlWriter(Writer out) {
    this.out = out;
  }

  /** Writes and flushes; does not close. */
  public static void write(Element root, OutputStream out) throws IOException {
    var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder());
    new XmlWriter(writer).element(root, Scope.EMPTY, Scope.EMPTY);
    writer.flush();
  }

  /** The whole as bytes. */
  public static byte[] toBytes(Element root) {
    var bytes = new ByteArrayOutputStream(4096);
    try {
      write(root, bytes);
    } catch (IOException impossible) {
      throw new IllegalStateException("writing to memory", impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * Writes one element.
   *
   * @param here what is in force at this place of the output
   * @param settled a scope that is known to be in force here, so that it need not be compared again
   */
  private void element(Element element, Scope here, Scope settled) throws IOException {
    var declarations = Bindings.missing(element, here, settled);
    out.write('<');
    out.write(element.qualifiedName());
    for (var declaration : declarations) {
      out.write(' ');
      attribute(Bindings.attributeName(declaration), declaration.uri());
    }
    for (var attribute : element.attributes()) {
      out.write(' ');
      attribute(attribute.qualifiedName(), attribute.value());
    }
    if (element.content().isEmpty()) {
      out.write("/>");
      return;
    }
    out.write('>');
    content(element, here.with(declarations));
    out.write("</");
    out.write(element.qualifiedName());
    out.write('>');
  }

  private void content(Element element, Scope inner) throws IOException {
    var settled = element.declarations().isEmpty() ? element.around() : Scope.EMPTY;
    for (var node : element.content()) {
      switch (node) {
        case Element child -> {
          if (child.around() != settled && Bindings.hold(child.around(), inner)) {
            settled = child.around();
          }
          element(child, inner, settled);
        }
        case Text(String text) -> escape(text, false);
      }
    }
  }

  private void attribute(String name, String value) throws IOException {
    out.write(name);
    out.write("=\"");
    escape(value, true);
    out.write('"');
  }

  private void escape(String text, boolean attribute) throws IOException {
    int done = 0;
    for (int i = 0; i < text.length(); i++) {
      var reference = reference(text.charAt(i), attribute);
      if (!reference.isEmpty()) {
        out.write(text, done, i - done);
        out.write(reference);
        done = i + 1;
      }
    }
    out.write(text, done, text.length() - done);
  }

  private static String reference(char c, boolean attribute) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '\r' -> "&#xD;";
      case '"' -> attribute ? "&quot;" : "";
      case '\t' -> attribute ? "&#x9;" : "";
      case '\n' -> attribute ? "&#xA;" : "";
      default -> "";
    };
  }
}
