package org.musubi.ihe.soap;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.musubi.ihe.documents.DocumentMessage;
import org.musubi.ihe.documents.DocumentReader;
import org.musubi.ihe.documents.DocumentWriter;
import org.musubi.ihe.documents.Spool;
import org.musubi.ihe.tls.TlsMaterial;
import org.musubi.ihe.xml.Limits;

/**
 * Sends SOAP 1.2 requests to peers over mutual TLS. Connections are kept per peer. Nothing is
 * followed, remembered, decompressed or repeated, but for one thing: a request that only reads is
 * sent once more when a kept connection turns out to be closed before a byte of the answer came.
 * Every exchange ends at its deadline, whatever the peer does. Made for virtual threads: it blocks.
 */
public final class SoapClient implements AutoCloseable {
  private final Exchange exchange;

  private SoapClient(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * Opens a client.
   *
   * @param material the own certificate and the trusted authorities
   * @param connect how long making a connection may take, TLS not included
   * @param perPeer how many connections to one peer at most
   */
  public static SoapClient open(TlsMaterial material, Duration connect, int perPeer)
      throws GeneralSecurityException {
    return open(material.context(), connect, perPeer);
  }

  /** Opens a client on a context that somebody else keeps, and may renew the key of. */
  public static SoapClient open(SSLContext context, Duration connect, int perPeer) {
    return new SoapClient(new Exchange(Connections.open(context, connect, perPeer)));
  }

  /** Asks, and takes an answer without documents. */
  public Answer<Envelope> exchange(URI to, Envelope request, Deadline deadline, Limits limits) {
    return exchange.run(
        to,
        new RequestBody.Plain(request),
        true,
        deadline,
        (type, in) -> SoapReader.read(type, in, limits),
        envelope -> envelope);
  }

  /** Asks, and takes an answer with documents, which are whole in the spool when it returns. */
  public Answer<DocumentMessage> retrieve(
      URI to, Envelope request, Spool spool, Deadline deadline, Limits limits) {
    return exchange.run(
        to,
        new RequestBody.Plain(request),
        true,
        deadline,
        (type, in) -> DocumentReader.read(type, in, spool, limits, deadline),
        DocumentMessage::envelope);
  }

  /** Sends documents (ITI-41), and takes an answer without any. Never sent twice. */
  public Answer<Envelope> submit(
      URI to, DocumentMessage request, Deadline deadline, Limits limits) {
    return exchange.run(
        to,
        new RequestBody.WithDocuments(request.envelope(), DocumentWriter.of(request)),
        false,
        deadline,
        (type, in) -> SoapReader.read(type, in, limits),
        envelope -> envelope);
  }

  /** Ends every exchange that runs, and closes all connections. */
  @Override
  public void close() {
    exchange.close();
  }
}
