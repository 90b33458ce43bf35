package org.musubi.gateway.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.musubi.core.Actor;
import org.musubi.gateway.exchange.Transaction;
import org.musubi.gateway.iti55.CrossDiscovery;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.schema.MessageSchema;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.soap.WsAddressing;
import org.musubi.ihe.xcpd.PatientDiscoveryRequest;
import org.musubi.ihe.xml.Element;
import org.springframework.stereotype.Component;

/** ITI-55 at the edge. */
@Component
final class Iti55 implements Exchange {
  private final CrossDiscovery discovery;
  private final Release release;

  Iti55(CrossDiscovery discovery, Release release) {
    this.discovery = discovery;
    this.release = release;
  }

  @Override
  public Transaction transaction() {
    return Transaction.ITI55;
  }

  @Override
  public MessageSchema schema() {
    return MessageSchema.PATIENT_DISCOVERY;
  }

  @Override
  public void answer(WsAddressing asked, Element body, Actor actor, HttpServletResponse response)
      throws MalformedMessage, IOException {
    var ready = discovery.answer(PatientDiscoveryRequest.parse(body), actor);
    var reply = Envelope.reply(asked, transaction().response(), ready.answer().element());
    release.metadata(ready, reply, response);
  }
}
