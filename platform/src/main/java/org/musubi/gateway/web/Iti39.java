package org.musubi.gateway.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.musubi.core.Actor;
import org.musubi.gateway.exchange.Transaction;
import org.musubi.gateway.iti39.CrossRetrieve;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.schema.MessageSchema;
import org.musubi.ihe.soap.WsAddressing;
import org.musubi.ihe.xds.RetrieveRequest;
import org.musubi.ihe.xml.Element;
import org.springframework.stereotype.Component;

/** ITI-39 at the edge. */
@Component
final class Iti39 implements Exchange {
  private final CrossRetrieve retrieve;
  private final Release release;

  Iti39(CrossRetrieve retrieve, Release release) {
    this.retrieve = retrieve;
    this.release = release;
  }

  @Override
  public Transaction transaction() {
    return Transaction.ITI39;
  }

  @Override
  public MessageSchema schema() {
    return MessageSchema.RETRIEVE;
  }

  @Override
  public void answer(WsAddressing asked, Element body, Actor actor, HttpServletResponse response)
      throws MalformedMessage, IOException {
    try (var shipment = retrieve.answer(RetrieveRequest.parse(body), actor)) {
      release.documents(shipment, asked, response);
    }
  }
}
