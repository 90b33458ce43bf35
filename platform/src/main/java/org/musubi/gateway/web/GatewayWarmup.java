package org.musubi.gateway.web;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.musubi.gateway.exchange.Breakage;
import org.musubi.gateway.exchange.Transaction;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.schema.MessageSchema;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.soap.SoapReader;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.AdhocQuery.ReturnType;
import org.musubi.ihe.xds.Ebxml;
import org.musubi.ihe.xds.QueryResponse;
import org.musubi.ihe.xds.StoredQuery;
import org.musubi.ihe.xml.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Once the platform is ready: reads the schemas and sends one query, of nobody and to nobody,
 * through the codecs, so that the first caller does not pay for it. Failing to is no failure.
 */
@Component
final class GatewayWarmup {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayWarmup.class);

  @EventListener(ApplicationReadyEvent.class)
  void ready() {
    Thread.ofPlatform().name("gateway-warm-up").daemon().start(GatewayWarmup::run);
  }

  static void run() {
    try {
      for (var schema :
          List.of(
              MessageSchema.STORED_QUERY,
              MessageSchema.RETRIEVE,
              MessageSchema.PATIENT_DISCOVERY)) {
        schema.warm();
      }
      var asked = throughCodecs(query()).body();
      var problems = MessageSchema.STORED_QUERY.problems(asked);
      AdhocQuery.parse(asked).withHome(org.musubi.ihe.HomeCommunityId.parse("urn:oid:2.25.0"));
      LOG.debug("the gateway is warm, {} problems", problems.size());
    } catch (Exception failed) {
      LOG.warn("the gateway could not be warmed up", Breakage.of(failed));
    }
  }

  private static Envelope query() {
    var query =
        AdhocQuery.of(StoredQuery.FIND_DOCUMENTS, ReturnType.LEAF_CLASS)
            .patient(new PatientIdentifier(new Oid("2.25.0"), "0"))
            .anyOf("$XDSDocumentEntryStatus", List.of(Ebxml.APPROVED))
            .build();
    return Envelope.request(
        Transaction.ITI38.request(),
        java.net.URI.create("https://localhost/iti38"),
        query.toElement());
  }

  private static Envelope throughCodecs(Envelope envelope) throws Exception {
    var read =
        SoapReader.read(
            envelope.contentType(),
            new ByteArrayInputStream(envelope.toBytes()),
            Limits.forMetadata());
    var asked = read.addressing();
    var reply =
        Envelope.reply(
            asked, Transaction.ITI38.response(), QueryResponse.of(List.of()).toElement());
    LOG.trace("{} bytes", reply.toBytes().length);
    return read;
  }
}
