package org.musubi.ihe.xds;

import static org.musubi.ihe.xds.Ebxml.XDSB;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.Oid;
import org.musubi.ihe.xml.Element;

/**
 * {@code RetrieveDocumentSetRequest}: the body of ITI-39 and ITI-43.
 *
 * @param documents what is asked for, in order, each once
 */
public record RetrieveRequest(List<DocumentKey> documents) {
  /**
   * @throws IllegalArgumentException when nothing is asked for
   */
  public RetrieveRequest {
    documents = List.copyOf(new LinkedHashSet<>(documents));
    if (documents.isEmpty()) {
      throw new IllegalArgumentException("at least one document is asked for");
    }
  }

  /**
   * Reads {@code RetrieveDocumentSetRequest}.
   *
   * @throws MalformedMessage when it is another element, is empty, or an identifier is wrong
   */
  public static RetrieveRequest parse(Element body) throws MalformedMessage {
    if (!body.is(XDSB, "RetrieveDocumentSetRequest")) {
      throw new MalformedMessage("a RetrieveDocumentSetRequest is expected");
    }
    List<DocumentKey> keys = new ArrayList<>();
    for (Element request : body.all(XDSB, "DocumentRequest")) {
      keys.add(key(request));
    }
    if (keys.isEmpty()) {
      throw new MalformedMessage("the request asks for no document");
    }
    return new RetrieveRequest(keys);
  }

  static DocumentKey key(Element element) throws MalformedMessage {
    try {
      String home = child(element, "HomeCommunityId").orElse(null);
      return new DocumentKey(
          home(home),
          new Oid(required(element, "RepositoryUniqueId")),
          required(element, "DocumentUniqueId"));
    } catch (IllegalArgumentException wrong) {
      throw new MalformedMessage("an identifier of a document is wrong: " + wrong.getMessage());
    }
  }

  private static @Nullable HomeCommunityId home(@Nullable String text) {
    return text == null ? null : HomeCommunityId.parse(text);
  }

  static String required(Element element, String name) throws MalformedMessage {
    return child(element, name)
        .orElseThrow(() -> new MalformedMessage(element.name() + " has no " + name));
  }

  static Optional<String> child(Element element, String name) throws MalformedMessage {
    List<Element> found = element.all(XDSB, name);
    if (found.size() > 1) {
      throw new MalformedMessage(element.name() + " has more than one " + name);
    }
    return found.stream()
        .map(value -> value.text().strip())
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  /** Across gateways every document names its community (ITI TF-2 3.39.5). */
  public List<RegistryError> problems(Transaction transaction) {
    return transaction == Transaction.CROSS_GATEWAY
            && documents.stream().anyMatch(key -> key.home() == null)
        ? List.of(
            RegistryError.of(
                ErrorCode.MISSING_HOME_COMMUNITY_ID, "a DocumentRequest has no HomeCommunityId"))
        : List.of();
  }

  /** The wire form. */
  public Element toElement() {
    Element.Builder body = Element.of(XDSB, "xds:RetrieveDocumentSetRequest");
    for (DocumentKey key : documents) {
      body.add(write(Element.of(XDSB, "xds:DocumentRequest"), key).build());
    }
    return body.build();
  }

  static Element.Builder write(Element.Builder builder, DocumentKey key) {
    HomeCommunityId home = key.home();
    if (home != null) {
      builder.add(Element.text(XDSB, "xds:HomeCommunityId", home.toString()));
    }
    return builder
        .add(Element.text(XDSB, "xds:RepositoryUniqueId", key.repository().value()))
        .add(Element.text(XDSB, "xds:DocumentUniqueId", key.uniqueId()));
  }
}
