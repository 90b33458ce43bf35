package org.musubi.ihe.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.xml.XmlRefused.Reason;

/** The parser behind a door: StAX events in, a tree or a refusal out. */
final class XmlEvents implements AutoCloseable {
  private static final WstxInputFactory PARSERS = parsers();

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final Budget budget;
  private final Limits limits;
  private @Nullable XMLStreamReader parser;

  XmlEvents(InputStream in, Limits limits) {
    this.budget = new Budget(in, limits.xmlBytes());
    this.limits = limits;
  }

  private static WstxInputFactory parsers() {
    var factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    // Replacing, there is nothing to replace with: every reference fails. Else those in attributes
    // would silently vanish.
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
    // Long texts come in pieces: without this a document of 300 MB would be one string.
    factory.setProperty(WstxInputProperties.P_MIN_TEXT_SEGMENT, 16 * 1024);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, Limits.DEEPEST + 1);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 256);
    factory.setXMLResolver((publicId, systemId, base, namespace) -> {
      throw new XMLStreamException("external content");
    });
    return factory;
  }

  Element tree(@Nullable Binary binary) throws XmlRefused, IOException {
    try {
      return parse(new TreeGrowth(limits, binary, budget));
    } catch (XMLStreamException failed) {
      throw reason(failed);
    } catch (Budget.UsedUp tooMuch) {
      throw new XmlRefused(Reason.TOO_LARGE);
    } catch (CharacterCodingException malformed) {
      throw new XmlRefused(Reason.NOT_UTF8);
    }
  }

  private Element parse(TreeGrowth growth) throws XMLStreamException, XmlRefused, IOException {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var characters = new PushbackReader(new InputStreamReader(budget, decoder));
    int first = characters.read();
    if (first >= 0 && first != BYTE_ORDER_MARK) {
      characters.unread(first);
    }
    var reader = PARSERS.createXMLStreamReader(characters);
    parser = reader;
    refuseOtherEncodings(reader);
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> growth.open(reader);
        case XMLStreamConstants.END_ELEMENT -> growth.close();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            growth.text(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        case XMLStreamConstants.DTD -> throw new XmlRefused(Reason.DOCTYPE);
        case XMLStreamConstants.PROCESSING_INSTRUCTION ->
            throw new XmlRefused(Reason.PROCESSING_INSTRUCTION);
        case XMLStreamConstants.ENTITY_REFERENCE -> throw new XmlRefused(Reason.ENTITY);
        default -> {
          // comments fall out; the end of the document ends the loop
        }
      }
    }
    return growth.root();
  }

  private static void refuseOtherEncodings(XMLStreamReader reader) throws XmlRefused {
    var declared = reader.getCharacterEncodingScheme();
    if (declared != null) {
      var name = declared.toUpperCase(Locale.ROOT);
      if (!name.equals("UTF-8") && !name.equals("UTF8") && !name.equals("US-ASCII")) {
        throw new XmlRefused(Reason.NOT_UTF8);
      }
    }
    var version = reader.getVersion();
    if (version != null && !version.equals("1.0")) {
      throw new XmlRefused(Reason.NOT_WELL_FORMED);
    }
  }

  /** What the parser says is for programmers and quotes the input: only the kind is kept. */
  private static XmlRefused reason(XMLStreamException failed) throws IOException {
    for (Throwable cause = failed; cause != null; cause = inner(cause)) {
      if (cause instanceof Budget.UsedUp) {
        return new XmlRefused(Reason.TOO_LARGE);
      }
      if (cause instanceof CharacterCodingException) {
        return new XmlRefused(Reason.NOT_UTF8);
      }
      if (cause instanceof IOException stream) {
        throw stream;
      }
    }
    var words = String.valueOf(failed.getMessage());
    if (words.contains("general entity")) {
      return new XmlRefused(Reason.ENTITY);
    }
    if (words.contains("limit (")) {
      return new XmlRefused(words.contains("depth") ? Reason.TOO_DEEP : Reason.TOO_LARGE);
    }
    return new XmlRefused(Reason.NOT_WELL_FORMED);
  }

  private static @Nullable Throwable inner(Throwable outer) {
    if (outer instanceof XMLStreamException stax && stax.getNestedException() != null) {
      return stax.getNestedException();
    }
    return outer.getCause() == outer ? null : outer.getCause();
  }

  @Override
  public void close() {
    var open = parser;
    if (open != null) {
      try {
        open.close();
      } catch (XMLStreamException ignored) {
        // nothing is left to release
      }
    }
  }
}
