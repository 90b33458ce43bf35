package org.musubi.gateway.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.musubi.core.Actor;
import org.musubi.gateway.exchange.Transaction;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.schema.MessageSchema;
import org.musubi.ihe.soap.WsAddressing;
import org.musubi.ihe.xml.Element;

/** One transaction at the edge: what is understood, and how it is answered. */
interface Exchange {
  Transaction transaction();

  MessageSchema schema();

  /** Answers a body that is valid by its schema, asked by somebody who is admitted. */
  void answer(WsAddressing asked, Element body, Actor actor, HttpServletResponse response)
      throws MalformedMessage, IOException;
}
