package org.musubi.gateway;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.musubi.ihe.Coded;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.documents.DocumentMessage;
import org.musubi.ihe.documents.DocumentReader;
import org.musubi.ihe.documents.Spool;
import org.musubi.ihe.documents.SpooledDocument;
import org.musubi.ihe.soap.Deadline;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.soap.SoapFault;
import org.musubi.ihe.soap.SoapReader;
import org.musubi.ihe.xds.DocumentEntry;
import org.musubi.ihe.xds.Ebxml;
import org.musubi.ihe.xds.QueryResponse;
import org.musubi.ihe.xds.RetrieveResponse;
import org.musubi.ihe.xds.RetrieveResponse.Retrieved;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.Limits;

/** Messages for tests: what a community would say, and what the caller reads. */
final class Exchanges {
  static final String QUERY = "urn:ihe:iti:2007:CrossGatewayQuery";
  static final String QUERIED = "urn:ihe:iti:2007:CrossGatewayQueryResponse";
  static final String RETRIEVE = "urn:ihe:iti:2007:CrossGatewayRetrieve";
  static final String RETRIEVED = "urn:ihe:iti:2007:CrossGatewayRetrieveResponse";
  static final Oid REPOSITORY = new Oid("1.2.392.200250.9.77");

  private Exchanges() {}

  static HomeCommunityId home(int number) {
    return HomeCommunityId.parse("urn:oid:1.2.392.200250.9." + number);
  }

  /** An entry as a registry would hold it, with the hash and size of these bytes. */
  static Element entry(String uniqueId, PatientIdentifier patient, byte[] content) {
    return entry(uniqueId, "text/plain", patient, content);
  }

  /** The same of another type. */
  static Element entry(String uniqueId, String type, PatientIdentifier patient, byte[] content) {
    var uuid =
        "urn:uuid:" + java.util.UUID.nameUUIDFromBytes(uniqueId.getBytes(StandardCharsets.UTF_8));
    return DocumentEntry.builder(uuid, uniqueId, type)
        .patient(patient)
        .sourcePatient(patient)
        .classCode(Coded.of("11488-4", "2.16.840.1.113883.6.1"))
        .build()
        .withStatus(Ebxml.APPROVED)
        .stored(REPOSITORY, sha1(content), content.length)
        .element();
  }

  static String sha1(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
    } catch (java.security.GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static Element found(Element... objects) {
    return QueryResponse.of(Arrays.asList(objects)).toElement();
  }

  static byte[] text(String uniqueId) {
    return ("文書 " + uniqueId).getBytes(StandardCharsets.UTF_8);
  }

  /** A spool of the test's own, which stands for the disk of a community. */
  static SpooledDocument spooled(Spool spool, byte[] content) {
    try (var sink = spool.begin(Long.MAX_VALUE)) {
      sink.write(content);
      return sink.finish();
    } catch (java.io.IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  /** The answer of a community that delivers these documents. */
  static ScriptedCommunity.Script delivers(
      Spool spool, HomeCommunityId home, List<String> ids, List<byte[]> contents) {
    return delivers(spool, home, ids, "text/plain", contents);
  }

  /** The same, called of this type. */
  static ScriptedCommunity.Script delivers(
      Spool spool, HomeCommunityId home, List<String> ids, String type, List<byte[]> contents) {
    var documents = contents.stream().map(content -> spooled(spool, content)).toList();
    return (request, connection) -> {
      var retrieved =
          ids.stream()
              .map(id -> Retrieved.of(new DocumentKey(home, REPOSITORY, id), type))
              .toList();
      var body = RetrieveResponse.of(retrieved, List.of()).toElement();
      connection.documents(
          new DocumentMessage(Envelope.reply(request.addressing(), RETRIEVED, body), documents));
    };
  }

  static Envelope envelope(HttpResponse<byte[]> response) {
    try {
      return SoapReader.read(
          response.headers().firstValue("Content-Type").orElse(""),
          new ByteArrayInputStream(response.body()),
          Limits.forMetadata());
    } catch (Exception unreadable) {
      throw new AssertionError("not SOAP: " + response.statusCode(), unreadable);
    }
  }

  static QueryResponse queried(HttpResponse<byte[]> response) {
    try {
      return QueryResponse.parse(envelope(response).body());
    } catch (org.musubi.ihe.MalformedMessage notOne) {
      throw new AssertionError(notOne);
    }
  }

  static SoapFault fault(HttpResponse<byte[]> response) {
    return SoapFault.parse(envelope(response)).orElseThrow();
  }

  /** What the caller of ITI-39 got. */
  record Got(RetrieveResponse response, List<byte[]> contents) {}

  static Got got(Spool spool, HttpResponse<byte[]> response) throws Exception {
    try (var deadline = Deadline.of(Duration.ofSeconds(30), Duration.ofSeconds(30), 0);
        var message =
            DocumentReader.read(
                response.headers().firstValue("Content-Type").orElse(""),
                new ByteArrayInputStream(response.body()),
                spool,
                Limits.forDocuments(),
                deadline)) {
      var contents = new java.util.ArrayList<byte[]>();
      for (var document : message.documents()) {
        try (var in = document.open()) {
          contents.add(in.readAllBytes());
        }
      }
      return new Got(RetrieveResponse.parse(message.envelope().body()), contents);
    }
  }
}
