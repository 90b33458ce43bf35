package org.musubi.e2e.wire;

import java.util.List;
import java.util.stream.Collectors;

/** A request for documents (ITI-39, ITI-43) as text. */
public record Retrieve(List<Wanted> documents) {
  /**
   * One document.
   *
   * @param home homeCommunityId with {@code urn:oid:}; empty = none
   * @param repository repositoryUniqueId
   * @param document documentUniqueId
   */
  public record Wanted(String home, String repository, String document) {
    private String text() {
      return "<x:DocumentRequest>"
          + (home.isEmpty() ? "" : element("HomeCommunityId", home))
          + element("RepositoryUniqueId", repository)
          + element("DocumentUniqueId", document)
          + "</x:DocumentRequest>";
    }

    private static String element(String name, String value) {
      return "<x:" + name + ">" + Xml.escape(value) + "</x:" + name + ">";
    }
  }

  public static Retrieve one(String home, String repository, String document) {
    return new Retrieve(List.of(new Wanted(home, repository, document)));
  }

  /** The RetrieveDocumentSetRequest. */
  public String body() {
    return documents.stream()
        .map(Wanted::text)
        .collect(
            Collectors.joining(
                "",
                "<x:RetrieveDocumentSetRequest xmlns:x=\"urn:ihe:iti:xds-b:2007\">",
                "</x:RetrieveDocumentSetRequest>"));
  }
}
