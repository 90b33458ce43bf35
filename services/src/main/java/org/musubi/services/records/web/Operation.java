package org.musubi.services.records.web;

import java.io.IOException;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.soap.SoapFault;

/** One transaction. */
@FunctionalInterface
interface Operation {
  /**
   * Runs it.
   *
   * @throws SoapFault when there is no answer in the transaction's own form
   * @throws MalformedMessage when the body is not the message it claims to be
   */
  Outgoing run(Incoming message) throws SoapFault, MalformedMessage, IOException;
}
