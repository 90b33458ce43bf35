package org.musubi.gateway;

import static org.musubi.gateway.Exchanges.QUERY;
import static org.musubi.gateway.Exchanges.REPOSITORY;
import static org.musubi.gateway.Hub.number;
import static org.musubi.gateway.Shared.HUB;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.xcpd.Demographics;
import org.musubi.ihe.xcpd.PatientDiscoveryRequest;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.AdhocQuery.ReturnType;
import org.musubi.ihe.xds.Ebxml;
import org.musubi.ihe.xds.RetrieveRequest;
import org.musubi.ihe.xds.StoredQuery;

/** The questions a caller can put to a community through the hub. */
enum Question {
  /** ITI-38, naming a patient. */
  BY_PATIENT {
    @Override
    HttpResponse<byte[]> ask(HomeCommunityId home, String value) {
      return query(
          AdhocQuery.of(StoredQuery.FIND_DOCUMENTS, ReturnType.LEAF_CLASS)
              .home(home)
              .patient(number(home, value))
              .anyOf("$XDSDocumentEntryStatus", List.of(Ebxml.APPROVED)));
    }
  },
  /** ITI-38, naming a document. */
  BY_DOCUMENT {
    @Override
    HttpResponse<byte[]> ask(HomeCommunityId home, String value) {
      return query(
          AdhocQuery.of(StoredQuery.GET_DOCUMENTS, ReturnType.LEAF_CLASS)
              .home(home)
              .anyOf("$XDSDocumentEntryUniqueId", List.of("1.2")));
    }
  },
  /** ITI-38, naming a document beside one that may be shown. */
  BY_DOCUMENT_BESIDE {
    @Override
    HttpResponse<byte[]> ask(HomeCommunityId home, String value) {
      return query(
          AdhocQuery.of(StoredQuery.GET_DOCUMENTS, ReturnType.LEAF_CLASS)
              .home(home)
              .anyOf("$XDSDocumentEntryUniqueId", List.of("1.1", "1.2")));
    }
  },
  /** ITI-38, naming what is associated. */
  BY_ASSOCIATION {
    @Override
    HttpResponse<byte[]> ask(HomeCommunityId home, String value) {
      return query(
          AdhocQuery.of(StoredQuery.GET_ASSOCIATIONS, ReturnType.LEAF_CLASS)
              .home(home)
              .anyOf("$uuid", List.of("urn:uuid:5f1b6a52-6f43-4a4e-9f0e-0d1f5d3c1a11")));
    }
  },
  /** ITI-39. */
  RETRIEVE {
    @Override
    HttpResponse<byte[]> ask(HomeCommunityId home, String value) {
      var key = new DocumentKey(home, REPOSITORY, "1.2");
      return HUB.ask("/iti39", Exchanges.RETRIEVE, new RetrieveRequest(List.of(key)).toElement());
    }
  },
  /** ITI-39, of a document beside one that may be shown. */
  RETRIEVE_BESIDE {
    @Override
    HttpResponse<byte[]> ask(HomeCommunityId home, String value) {
      var keys =
          List.of(
              new DocumentKey(home, REPOSITORY, "1.1"), new DocumentKey(home, REPOSITORY, "1.2"));
      return HUB.ask("/iti39", Exchanges.RETRIEVE, new RetrieveRequest(keys).toElement());
    }
  },
  /** ITI-39, of two documents of which neither may be shown. */
  RETRIEVE_TWO {
    @Override
    HttpResponse<byte[]> ask(HomeCommunityId home, String value) {
      var keys =
          List.of(
              new DocumentKey(home, REPOSITORY, "1.2"), new DocumentKey(home, REPOSITORY, "1.3"));
      return HUB.ask("/iti39", Exchanges.RETRIEVE, new RetrieveRequest(keys).toElement());
    }
  },
  /** ITI-55, naming a number. */
  DISCOVER {
    @Override
    HttpResponse<byte[]> ask(HomeCommunityId home, String value) {
      var request =
          PatientDiscoveryRequest.of(
              Exchanges.home(1),
              Exchanges.home(2),
              Instant.EPOCH,
              Demographics.none(),
              List.of(number(home, value)),
              null);
      return HUB.ask(
          "/iti55",
          "urn:hl7-org:v3:PRPA_IN201305UV02:CrossGatewayPatientDiscovery",
          request.element());
    }
  };

  /** Asks about whoever has this number there, or about the document 1.2 there. */
  abstract HttpResponse<byte[]> ask(HomeCommunityId home, String value);

  private static HttpResponse<byte[]> query(AdhocQuery.Builder query) {
    return HUB.ask("/iti38", QUERY, query.build().toElement());
  }
}
