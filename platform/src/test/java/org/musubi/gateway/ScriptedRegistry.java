package org.musubi.gateway;

import static org.musubi.gateway.Exchanges.QUERIED;
import static org.musubi.gateway.Exchanges.found;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.AdhocQuery.ReturnType;
import org.musubi.ihe.xds.Association;
import org.musubi.ihe.xds.DocumentEntry;
import org.musubi.ihe.xds.ErrorCode;
import org.musubi.ihe.xds.QueryResponse;
import org.musubi.ihe.xds.RegistryError;
import org.musubi.ihe.xds.StoredQuery;
import org.musubi.ihe.xml.Element;

/**
 * A registry that keeps the rule of ITI TF-2 3.18.4.1.2.6: whole objects of several patients are
 * refused with XDSResultNotSinglePatient. It can also refuse one object with an error of its own.
 */
final class ScriptedRegistry implements ScriptedCommunity.Script {
  private final List<Element> entries = new CopyOnWriteArrayList<>();
  private final List<Element> associations = new CopyOnWriteArrayList<>();
  private final Map<String, ErrorCode> refused = new LinkedHashMap<>();

  ScriptedRegistry holds(Element... objects) {
    for (Element object : objects) {
      (Association.of(object).isPresent() ? associations : entries).add(object);
    }
    return this;
  }

  ScriptedRegistry refuses(String uniqueId, ErrorCode code) {
    refused.put(uniqueId, code);
    return this;
  }

  @Override
  public void answer(org.musubi.ihe.soap.Envelope request, ScriptedCommunity.Connection connection)
      throws Exception {
    connection.soap(request, QUERIED, answer(AdhocQuery.parse(request.body())));
  }

  private Element answer(AdhocQuery query) {
    var ids =
        Stream.of("$XDSDocumentEntryUniqueId", "$XDSDocumentEntryEntryUUID", "$uuid")
            .flatMap(name -> query.values(name).stream())
            .toList();
    for (String id : ids) {
      if (refused.containsKey(id)) {
        return failure(refused.get(id));
      }
    }
    if (query.query().orElseThrow() == StoredQuery.GET_ASSOCIATIONS) {
      return found(
          associations.stream()
              .filter(one -> touches(Association.of(one).orElseThrow(), ids))
              .toArray(Element[]::new));
    }
    var patient = query.patient();
    var rows = new ArrayList<Element>();
    var patients = new ArrayList<Object>();
    for (Element row : entries) {
      var entry = DocumentEntry.of(row).orElseThrow();
      if (patient.isPresent()
          ? entry.patientId().equals(patient)
          : ids.contains(entry.entryUuid()) || ids.contains(entry.uniqueId().orElseThrow())) {
        rows.add(row);
        patients.add(entry.patientId());
      }
    }
    return query.returnType() == ReturnType.LEAF_CLASS && patients.stream().distinct().count() > 1
        ? failure(ErrorCode.RESULT_NOT_SINGLE_PATIENT)
        : found(rows.toArray(Element[]::new));
  }

  private static boolean touches(Association association, List<String> ids) {
    return ids.contains(association.source()) || ids.contains(association.target());
  }

  private static Element failure(ErrorCode code) {
    return QueryResponse.failure(List.of(RegistryError.of(code, "the registry says so")))
        .toElement();
  }
}
