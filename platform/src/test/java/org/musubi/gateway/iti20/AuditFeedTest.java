package org.musubi.gateway.iti20;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.musubi.gateway.iti20.Reporters.bytes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.audit.Raw;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.core.MemberId;
import org.musubi.facility.Standing;
import org.musubi.gateway.iti20.Reporters.Reporter;
import org.musubi.support.RunningPlatform;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** ITI-20 over HTTP with mutual TLS, into the trail of a running platform. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public class AuditFeedTest {
  private static final String FHIR = "application/fhir+json";

  /** A retrieval after IHE BALP: the two systems, the person by a token, patient, document. */
  private static final String EVENT =
      """
      {"resourceType":"AuditEvent",
       "type":{"system":"http://dicom.nema.org/resources/ontology/DCM","code":"110107",
               "display":"Import"},
       "subtype":[{"system":"urn:ihe:event-type-code","code":"ITI-43",
                   "display":"Retrieve Document Set"}],
       "action":"C","recorded":"2026-11-25T09:00:00.123+09:00","outcome":"0",
       "purposeOfEvent":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActReason",
                                     "code":"TREAT"}]}],
       "agent":[
         {"type":{"coding":[{"system":"http://dicom.nema.org/resources/ontology/DCM",
                             "code":"110152"}]},
          "who":{"identifier":{"value":"gw.east.example.jp"}},"requestor":false,
          "network":{"address":"192.0.2.7","type":"2"}},
         {"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
                             "code":"IRCP"}]},
          "who":{"identifier":{"system":"https://idp.east.example.jp","value":"d-0001"}},
          "name":"結び 花子","requestor":true}],
       "source":{"site":"1.2.392.1.9","observer":{"identifier":{"value":"gw.east.example.jp"}}},
       "entity":[
         {"what":{"identifier":{"system":"urn:oid:1.2.392.2.1","value":"E-1"}},
          "type":{"code":"1"},"role":{"code":"1"}},
         {"what":{"identifier":{"value":"1.2.9.9"}},"type":{"code":"2"},"role":{"code":"3"},
          "detail":[{"type":"ihe:homeCommunityID","valueString":"urn:oid:1.2.392.1.2"}]},
         {"type":{"code":"2"},"role":{"code":"24"},"query":"bmFtZT15"}]}
      """;

  private Reporters reporters;
  private Reporter hospital;
  private HttpClient client;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    reporters = new Reporters(new RunningPlatform(data, "musubi.gateway.request=64KB"), data);
  }

  @AfterAll
  void end() {
    reporters.platform.close();
  }

  @BeforeEach
  void aMember() throws Exception {
    hospital = reporters.member("東中央病院");
    client = HttpClient.newBuilder().sslContext(hospital.tls().context()).build();
  }

  private HttpResponse<String> post(String path, String type, byte[] body, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(reporters.platform.transactions() + path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> one(String event) throws Exception {
    return post("/iti20/AuditEvent", FHIR, bytes(event));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(FHIR);
    return new JsonMapper().readTree(answer.body());
  }

  private List<String> refusals(MemberId member) {
    return reporters.refusalsOf(member).stream().map(one -> one.event().reason()).toList();
  }

  @Test
  void anAuditEventIsOnTheTrailWhenItIsAnswered() throws Exception {
    var answer = one(EVENT);

    assertThat(answer.statusCode()).isEqualTo(201);
    var report = reporters.reportsOf(hospital.id()).getFirst();
    var event = report.event();
    assertThat(answer.headers().firstValue("Location").orElseThrow())
        .isEqualTo(reporters.platform.transactions() + "/iti20/AuditEvent/" + event.act());
    assertThat(event.result()).isEqualTo(Result.DONE);
    assertThat(event.actor().memberProof()).startsWith("certificate sha256:");
    assertThat(event.details())
        .containsAllEntriesOf(
            Map.ofEntries(
                Map.entry("format", "fhir"),
                Map.entry("transport", "https"),
                Map.entry("event", "110107 Import"),
                Map.entry("type", "ITI-43 Retrieve Document Set"),
                Map.entry("transaction", "ITI-43"),
                Map.entry("action", "C"),
                Map.entry("outcome", "0"),
                Map.entry("stated", "2026-11-25T00:00:00.123Z"),
                Map.entry("source", "gw.east.example.jp"),
                Map.entry("site", "1.2.392.1.9"),
                Map.entry("purpose", "TREAT"),
                Map.entry("participant.1", "user=gw.east.example.jp; role=110152; at=192.0.2.7"),
                Map.entry(
                    "participant.2",
                    "requestor; user=d-0001; issuer=https://idp.east.example.jp; role=IRCP")));
    assertThat(event.what())
        .contains(
            What.of(What.Kind.PERSON, "d-0001@https://idp.east.example.jp"),
            What.of(What.Kind.PATIENT_IDENTIFIER, "E-1^^^&1.2.392.2.1&ISO"),
            What.of(What.Kind.DOCUMENT, "1.2.9.9", "urn:oid:1.2.392.1.2"))
        .anySatisfy(what -> {
          assertThat(what.kind()).isEqualTo(What.Kind.QUERY);
          assertThat(what.size()).isEqualTo(6);
          assertThat(what.sha256()).hasSize(64);
        });
    assertThat(event.toString()).doesNotContain("花子");
    assertThat(report.circumstances().address()).isEqualTo("127.0.0.1");
    assertThat(report.circumstances().correlation()).isNotNull();
    assertThat(report.raw()).isEqualTo(new Raw("fhir", bytes(EVENT)));
  }

  @Test
  void aBatchIsTakenWithOneAnswerForEachAndTheGoodOnesStand() throws Exception {
    var entry = "{\"resource\": %s ,\"request\":{\"method\":\"%s\",\"url\":\"AuditEvent\"}}";
    var failed = EVENT.replace("\"outcome\":\"0\"", "\"outcome\":\"8\",\"outcomeDesc\":\"gone\"");
    var body =
        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":["
            + String.join(
                ",",
                entry.formatted(EVENT, "POST"),
                entry.formatted(EVENT.replace("\"recorded\"", "\"recalled\""), "POST"),
                entry.formatted(EVENT, "PUT"),
                entry.formatted(failed, "POST"))
            + "]}";

    var answer = post("/iti20", FHIR + "; charset=UTF-8", bytes(body));

    assertThat(answer.statusCode()).isEqualTo(200);
    var bundle = json(answer);
    assertThat(bundle.path("type").asString()).isEqualTo("batch-response");
    assertThat(bundle.path("entry"))
        .extracting(one -> one.at("/response/status").asString())
        .containsExactly("201 Created", "400 Bad Request", "400 Bad Request", "201 Created");
    assertThat(bundle.at("/entry/1/response/outcome/issue/0/code").asString())
        .isEqualTo("required");
    var reports = reporters.reportsOf(hospital.id());
    assertThat(reports)
        .extracting(report -> report.raw().text())
        .containsExactly(EVENT.strip(), failed.strip());
    assertThat(reports).extracting(report -> report.event().reason()).containsExactly(null, "gone");
    assertThat(bundle.at("/entry/3/response/location").asString())
        .isEqualTo("AuditEvent/" + reports.getLast().event().act());
    assertThat(reporters.refusalsOf(hospital.id()))
        .singleElement()
        .satisfies(one ->
            assertThat(one.event().details())
                .containsEntry("transaction", "ITI-20")
                .containsEntry("refused", "2"));
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"AuditEvent\" | \"Patient\" | structure",
        "\"code\":\"110107\" | \"code\":\" \" | required",
        "\"recorded\" | \"recalled\" | required",
        "2026-11-25T09 | 2026-02-30T09 | value",
        "00.123+09:00 | 00 | value",
        "\"action\":\"C\" | \"action\":\"X\" | code-invalid",
        "\"outcome\":\"0\" | \"outcome\":0 | code-invalid",
        "\"agent\" | \"agency\" | required",
        "\"requestor\":true | \"requestor\":\"true\" | required",
        "\"observer\" | \"observed\" | required",
        "\"entity\":[ | \"entity\":[1, | structure",
        "\"action\" | \"modifierExtension\":[],\"action\" | extension",
        "\"action\" | \"action\":\"R\",\"action\" | structure",
        "\"resourceType\" | ,\"resourceType\" | structure",
      })
  void whatIsNoAuditEventIsRefusedInJapaneseAndRecorded(String part, String other, String code)
      throws Exception {
    var answer = one(EVENT.replaceFirst(java.util.regex.Pattern.quote(part), other));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).at("/issue/0/code").asString()).isEqualTo(code);
    assertThat(json(answer).at("/issue/0/diagnostics").asString()).matches(".*[ぁ-ん].*");
    assertThat(refusals(hospital.id())).containsExactly(code.toUpperCase(java.util.Locale.ROOT));
    assertThat(reporters.reportsOf(hospital.id())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{}]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"batch\"}",
        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[1]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{}]} {}"
      })
  void whatIsNoBatchIsRefused(String body) throws Exception {
    var answer = post("/iti20", FHIR, bytes(body));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("resourceType").asString()).isEqualTo("OperationOutcome");
    assertThat(refusals(hospital.id())).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/fhir+xml",
        "application/json",
        "application/fhir+json; charset=Shift_JIS",
        "nonsense"
      })
  void anotherTypeIsRefused(String type) throws Exception {
    var answer = post("/iti20/AuditEvent", type, bytes(EVENT));

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(json(answer).at("/issue/0/code").asString()).isEqualTo("not-supported");
    assertThat(refusals(hospital.id())).containsExactly("NOT-SUPPORTED");
  }

  @Test
  void textThatIsNoUtf8IsRefused() throws Exception {
    var answer =
        post("/iti20/AuditEvent", FHIR, EVENT.getBytes(java.nio.charset.Charset.forName("MS932")));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(
            post("/iti20/AuditEvent", FHIR, EVENT.getBytes(StandardCharsets.UTF_16)).statusCode())
        .isEqualTo(400);
  }

  @Test
  void whatIsTooLargeIsRefusedWhetherItSaysSoBeforeOrNot() throws Exception {
    var large = bytes(EVENT + " ".repeat(70_000));

    assertThat(post("/iti20/AuditEvent", FHIR, large).statusCode()).isEqualTo(413);
    var streamed =
        client.send(
            HttpRequest.newBuilder(
                    URI.create(reporters.platform.transactions() + "/iti20/AuditEvent"))
                .header("Content-Type", FHIR)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .build(),
            BodyHandlers.ofString());
    assertThat(streamed.statusCode()).isEqualTo(413);
    assertThat(json(streamed).at("/issue/0/code").asString()).isEqualTo("too-long");
    assertThat(refusals(hospital.id())).containsExactly("TOO-LONG", "TOO-LONG");
  }

  @Test
  void whatIsCompressedIsRefused() throws Exception {
    var answer = post("/iti20/AuditEvent", FHIR, bytes(EVENT), "Content-Encoding", "gzip");

    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @Test
  void nothingIsReadHere() throws Exception {
    var answer =
        client.send(
            HttpRequest.newBuilder(URI.create(reporters.platform.transactions() + "/iti20"))
                .build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("POST");
  }

  @Test
  void aHostileValueIsCutToWhatTheTrailHolds() throws Exception {
    var hostile =
        EVENT
            .replace("gw.east.example.jp", "\\u0000\\ud800" + "長".repeat(600))
            .replace("1.2.9.9", "x".repeat(2_000));

    assertThat(one(hostile).statusCode()).isEqualTo(201);

    var event = reporters.reportsOf(hospital.id()).getFirst().event();
    assertThat(event.details().get("cut")).contains("host", "identifier", "participant.1");
    assertThat(event.details().values()).allMatch(value -> value.length() <= 256);
  }

  @Test
  void aSuspendedMemberIsTurnedAway() throws Exception {
    assertThat(one(EVENT).statusCode()).isEqualTo(201);
    reporters.platform.room(Standing.class).suspend(hospital.id(), "是正勧告", reporters.by());

    assertThat(one(EVENT).statusCode()).isEqualTo(403);

    var fresh = HttpClient.newBuilder().sslContext(hospital.tls().context()).build();
    var request =
        HttpRequest.newBuilder(URI.create(reporters.platform.transactions() + "/iti20/AuditEvent"))
            .header("Content-Type", FHIR)
            .POST(BodyPublishers.ofString(EVENT))
            .build();
    assertThatThrownBy(() -> fresh.send(request, BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
    assertThat(reporters.reportsOf(hospital.id())).hasSize(1);
  }

  @Test
  void aMemberReadsItsOwnReportsByIti81() throws Exception {
    var location = one(EVENT).headers().firstValue("Location").orElseThrow();
    var unused = reporters.reportsOf(hospital.id());

    var answer =
        client.send(
            HttpRequest.newBuilder(
                    URI.create(reporters.platform.transactions() + "/iti81/AuditEvent"))
                .build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains(location.substring(location.lastIndexOf('/') + 1));
  }
}
