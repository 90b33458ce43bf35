package org.musubi.ihe.soap;

import static org.musubi.ihe.soap.ScriptedPeer.response;
import static org.musubi.ihe.soap.ScriptedPeer.send;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.musubi.ihe.tls.TestAuthority;
import org.musubi.ihe.tls.TlsMaterial;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.Limits;

/** A client and what its peers may say. */
abstract class WithClient {
  static final String TYPE = "application/soap+xml; charset=UTF-8";
  static final String ANSWER =
      SoapReaderTest.message("<wsa:Action>urn:answer</wsa:Action>", "<answer/>");
  static final Limits LIMITS = Limits.forMetadata().withXmlBytes(1_000_000);

  static TestAuthority authority;
  static TlsMaterial peerMaterial;
  static TlsMaterial ourMaterial;
  SoapClient client;

  @BeforeAll
  static void certificates() {
    authority = TestAuthority.named("Authority");
    peerMaterial = authority.issue("peer");
    ourMaterial = authority.issue("us");
  }

  @BeforeEach
  void open() throws Exception {
    client = SoapClient.open(ourMaterial, Duration.ofSeconds(5), 8);
  }

  @AfterEach
  void close() {
    client.close();
  }

  static Envelope request(URI to) {
    return Envelope.request("urn:question", to, Element.of("u", "question").build());
  }

  static Deadline patient() {
    return Deadline.of(Duration.ofSeconds(30), Duration.ofSeconds(10), 0);
  }

  Answer<Envelope> ask(URI to, Deadline deadline) {
    try (deadline) {
      return client.exchange(to, request(to), deadline, LIMITS);
    }
  }

  static ScriptedPeer.Script answering(String response) {
    return (peer, socket, number) -> {
      while (true) {
        peer.request(socket);
        send(socket, response);
      }
    };
  }

  static final ScriptedPeer.Script GOOD = answering(response(200, TYPE, ANSWER));
}
