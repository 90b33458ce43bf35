package org.musubi.e2e.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A stored query (ITI-18, ITI-38) as text.
 *
 * @param id of the stored query, with {@code urn:uuid:}
 * @param home homeCommunityId with {@code urn:oid:}; empty = none
 * @param returnType LeafClass or ObjectRef
 * @param slots name to value, each as it stands in the message: with quotes and brackets
 */
public record Query(String id, String home, String returnType, Map<String, String> slots) {
  public static final String FIND_DOCUMENTS = "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d";
  public static final String GET_DOCUMENTS = "urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4";

  /** The approved documents of a patient, given as CX, in one community. */
  public static Query findDocuments(String home, String patient) {
    var slots = new LinkedHashMap<String, String>();
    slots.put("$XDSDocumentEntryPatientId", "'" + patient.replace("'", "''") + "'");
    slots.put("$XDSDocumentEntryStatus", "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')");
    return new Query(FIND_DOCUMENTS, home, "LeafClass", slots);
  }

  /** One document by its uniqueId. */
  public static Query getDocument(String home, String uniqueId) {
    return new Query(
        GET_DOCUMENTS,
        home,
        "LeafClass",
        Map.of("$XDSDocumentEntryUniqueId", "('" + uniqueId + "')"));
  }

  /** The same with references for an answer. */
  public Query forReferences() {
    return new Query(id, home, "ObjectRef", slots);
  }

  /** The AdhocQueryRequest. */
  public String body() {
    var text =
        new StringBuilder(
            "<q:AdhocQueryRequest xmlns:q=\"urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0\""
                + " xmlns:rim=\"urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0\">"
                + "<q:ResponseOption returnComposedObjects=\"true\" returnType=\"");
    text.append(returnType).append("\"/><rim:AdhocQuery id=\"").append(id).append('"');
    if (!home.isEmpty()) {
      text.append(" home=\"").append(Xml.escape(home)).append('"');
    }
    text.append('>');
    slots.forEach((name, value) ->
        text.append("<rim:Slot name=\"")
            .append(Xml.escape(name))
            .append("\"><rim:ValueList><rim:Value>")
            .append(Xml.escape(value))
            .append("</rim:Value></rim:ValueList></rim:Slot>"));
    return text.append("</rim:AdhocQuery></q:AdhocQueryRequest>").toString();
  }
}
