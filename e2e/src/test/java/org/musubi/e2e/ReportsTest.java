package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.wire.Identity;
import org.openehealth.ipf.commons.audit.AuditMetadataProvider;
import org.openehealth.ipf.commons.audit.DefaultAuditContext;
import org.openehealth.ipf.commons.audit.codes.EventOutcomeIndicator;
import org.openehealth.ipf.commons.audit.event.ApplicationActivityBuilder;
import org.openehealth.ipf.commons.audit.marshal.dicom.Current;
import org.openehealth.ipf.commons.audit.protocol.TLSSyslogSenderImpl;

/** A member's own audit messages: sent by ITI-20 in both its forms, read back by ITI-81. */
class ReportsTest {
  private final Deployment deployment = Running.deployment();
  private final SSLContext east = Identity.load(deployment.layout().credentials("east")).context();
  private final HttpClient client = HttpClient.newBuilder().sslContext(east).build();

  @Test
  void anAuditMessageOfAnotherImplementationByTlsSyslogIsOnTheTrail() throws Exception {
    var context = new DefaultAuditContext();
    context.setAuditRepositoryHost("localhost");
    context.setAuditRepositoryPort(deployment.ports().syslog());
    context.setAuditSourceId("ipf-" + UUID.randomUUID());
    var message =
        new ApplicationActivityBuilder.ApplicationStart(EventOutcomeIndicator.Success)
            .setAuditSource(context)
            .setApplicationParticipant("gw.east.example.jp", null, null, "192.0.2.7")
            .getMessage();
    var sender = new TLSSyslogSenderImpl(server -> east);

    sender.send(context, AuditMetadataProvider.getDefault(), Current.toString(message, false));

    try {
      assertThat(read(context.getAuditSourceId()))
          .contains("110100 Application Activity", "\"dicom\"", "\"tls\"");
    } finally {
      sender.shutdown();
    }
  }

  @Test
  void anAuditEventIsAnsweredWithThePlaceWhereItIsThen() throws Exception {
    var observer = "gw-" + UUID.randomUUID();
    var event =
        """
        {"resourceType":"AuditEvent","type":{"code":"rest"},"recorded":"2026-11-25T09:00:00Z",
         "agent":[{"requestor":true,"who":{"display":"gw"}}],
         "source":{"observer":{"display":"%s"}}}
        """
            .formatted(observer);

    var answer =
        send(
            HttpRequest.newBuilder(at("/iti20/AuditEvent"))
                .header("Content-Type", "application/fhir+json")
                .POST(BodyPublishers.ofString(event)));

    assertThat(answer.statusCode()).isEqualTo(201);
    var location = answer.headers().firstValue("Location").orElseThrow();
    assertThat(read(observer)).contains(location.substring(location.lastIndexOf('/') + 1));
  }

  private URI at(String path) {
    return URI.create("https://localhost:" + deployment.ports().ihe() + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** The member's own part of the trail, once a word is in it. */
  private String read(String word) throws Exception {
    var read = "";
    for (int i = 0; i < 100 && !read.contains(word); i++) {
      read = send(HttpRequest.newBuilder(at("/iti81/AuditEvent?_count=50"))).body();
      if (!read.contains(word)) {
        Thread.sleep(100);
      }
    }
    assertThat(read).contains(word);
    return read;
  }
}
