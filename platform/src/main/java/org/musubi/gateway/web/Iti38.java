package org.musubi.gateway.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.musubi.core.Actor;
import org.musubi.gateway.exchange.Transaction;
import org.musubi.gateway.iti38.CrossQuery;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.schema.MessageSchema;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.soap.WsAddressing;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xml.Element;
import org.springframework.stereotype.Component;

/** ITI-38 at the edge. */
@Component
final class Iti38 implements Exchange {
  private final CrossQuery query;
  private final Release release;

  Iti38(CrossQuery query, Release release) {
    this.query = query;
    this.release = release;
  }

  @Override
  public Transaction transaction() {
    return Transaction.ITI38;
  }

  @Override
  public MessageSchema schema() {
    return MessageSchema.STORED_QUERY;
  }

  @Override
  public void answer(WsAddressing asked, Element body, Actor actor, HttpServletResponse response)
      throws MalformedMessage, IOException {
    var ready = query.answer(AdhocQuery.parse(body), actor);
    var reply = Envelope.reply(asked, transaction().response(), ready.answer().toElement());
    release.metadata(ready, reply, response);
  }
}
