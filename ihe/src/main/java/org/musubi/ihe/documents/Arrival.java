package org.musubi.ihe.documents;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.documents.DocumentRefused.Reason;
import org.musubi.ihe.xml.Binary;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.Limits;

/** The documents of one message while it comes in; whatever is not handed over is given up. */
final class Arrival implements Binary, AutoCloseable {
  private static final String XOP = "http://www.w3.org/2004/08/xop/include";
  private static final int IN_BODY = 3;

  /** One Document element: its inline document, or the id of its part. */
  private record Slot(@Nullable SpooledDocument inline, String contentId) {}

  private final Spool spool;
  private final Limits limits;
  private final List<Slot> slots = new ArrayList<>();
  private final Map<String, SpooledDocument> parts = new HashMap<>();
  private final Set<String> wanted = new HashSet<>();
  private @Nullable DocumentSink sink;
  private @Nullable Base64Text base64;
  private boolean rootRead;
  private boolean handedOver;

  Arrival(Spool spool, Limits limits) {
    this.spool = spool;
    this.limits = limits;
  }

  @Override
  public boolean wants(Element element, int depth) {
    return depth >= IN_BODY && element.is(DocumentMessage.NAMESPACE, DocumentMessage.DOCUMENT);
  }

  @Override
  public void characters(char[] buffer, int from, int length) throws IOException {
    text().characters(buffer, from, length);
  }

  private Base64Text text() throws DocumentRefused {
    var text = base64;
    if (text == null) {
      sink = spool.begin(limits.documentBytes());
      text = new Base64Text(sink);
      base64 = text;
    }
    return text;
  }

  @Override
  public Element ended(Element element) throws IOException {
    if (slots.size() >= limits.documents()) {
      throw new DocumentRefused(Reason.TOO_LARGE);
    }
    var children = element.children();
    if (children.isEmpty()) {
      text().finish();
      slots.add(new Slot(finished(), ""));
    } else {
      slots.add(new Slot(null, include(children)));
      giveUpSink();
    }
    base64 = null;
    sink = null;
    return element.withContent(List.of());
  }

  private @Nullable SpooledDocument finished() throws DocumentRefused {
    return sink == null ? null : sink.finish();
  }

  private String include(List<Element> children) throws DocumentRefused {
    var include = children.getFirst();
    var href = include.attribute("href").orElse("");
    boolean mixed = base64 != null && !base64.untouched();
    if (children.size() != 1 || !include.is(XOP, "Include") || mixed || !href.startsWith("cid:")) {
      throw new DocumentRefused(Reason.BAD_DOCUMENT);
    }
    var id = decoded(href.substring("cid:".length()));
    if (!wanted.add(id)) {
      throw new DocumentRefused(Reason.DUPLICATE_PART);
    }
    return id;
  }

  private static String decoded(String id) throws DocumentRefused {
    try {
      return URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notOne) {
      throw new DocumentRefused(Reason.BAD_DOCUMENT, notOne);
    }
  }

  /** Takes a part that is not the root. */
  void part(Multipart.Part part) throws IOException {
    var id = part.contentId();
    if (id.isEmpty() || (rootRead && !wanted.contains(id))) {
      throw new DocumentRefused(Reason.UNEXPECTED_PART);
    }
    if (parts.containsKey(id)) {
      throw new DocumentRefused(Reason.DUPLICATE_PART);
    }
    if (parts.size() >= limits.documents()) {
      throw new DocumentRefused(Reason.TOO_LARGE);
    }
    try (var into = spool.begin(limits.documentBytes())) {
      part.body().transferTo(into);
      parts.put(id, into.finish());
    }
  }

  /** From now on a part that no Include names is refused as it comes. */
  void rootIsRead() throws DocumentRefused {
    rootRead = true;
    if (!wanted.containsAll(parts.keySet())) {
      throw new DocumentRefused(Reason.UNEXPECTED_PART);
    }
  }

  /** The documents in the order of their elements; they are the receiver's from now on. */
  List<SpooledDocument> documents(Element body) throws DocumentRefused {
    var documents = new ArrayList<SpooledDocument>();
    for (var slot : slots) {
      var document = slot.inline == null ? parts.get(slot.contentId) : slot.inline;
      if (document == null) {
        throw new DocumentRefused(Reason.MISSING_PART);
      }
      documents.add(document);
    }
    long elements = body.descendants(DocumentMessage.NAMESPACE, DocumentMessage.DOCUMENT).count();
    if (elements != documents.size()) {
      throw new DocumentRefused(Reason.BAD_DOCUMENT);
    }
    handedOver = true;
    return documents;
  }

  private void giveUpSink() {
    if (sink != null) {
      sink.close();
    }
  }

  @Override
  public void close() {
    giveUpSink();
    if (!handedOver) {
      parts.values().forEach(SpooledDocument::close);
      for (var slot : slots) {
        if (slot.inline != null) {
          slot.inline.close();
        }
      }
    }
  }
}
