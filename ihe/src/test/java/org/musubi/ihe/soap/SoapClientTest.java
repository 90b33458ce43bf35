package org.musubi.ihe.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.ihe.soap.ScriptedPeer.response;
import static org.musubi.ihe.soap.ScriptedPeer.send;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.ihe.documents.DocumentMessage;
import org.musubi.ihe.documents.Spool;
import org.musubi.ihe.soap.Answer.Answered;
import org.musubi.ihe.soap.Answer.Failed;
import org.musubi.ihe.soap.Answer.Kind;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.Limits;

@Timeout(60)
class SoapClientTest extends WithClient {
  @Test
  void aGoodAnswerIsGivenAndTheRequestIsPlain() throws Exception {
    try (var peer = new ScriptedPeer(peerMaterial, GOOD)) {
      var answer = ask(peer.uri(), patient());

      assertThat(answer).isInstanceOf(Answered.class);
      assertThat(((Answered<Envelope>) answer).value().body().name()).isEqualTo("answer");
      assertThat(peer.requests.getFirst())
          .startsWith("POST /xca HTTP/1.1\r\n")
          .contains("Content-Type: application/soap+xml; charset=UTF-8; action=\"urn:question\"")
          .doesNotContainIgnoringCase("Accept-Encoding")
          .doesNotContainIgnoringCase("Upgrade")
          .doesNotContainIgnoringCase("Expect")
          .doesNotContainIgnoringCase("Cookie");
    }
  }

  @Test
  void connectionsAreKept() throws Exception {
    try (var peer = new ScriptedPeer(peerMaterial, GOOD)) {
      for (int i = 0; i < 5; i++) {
        assertThat(ask(peer.uri(), patient())).isInstanceOf(Answered.class);
      }

      assertThat(peer.connections).hasValue(1);
    }
  }

  @Test
  void aKeptConnectionOutlivesTheDeadlineItWasMadeUnder() throws Exception {
    try (var peer = new ScriptedPeer(peerMaterial, GOOD)) {
      var first = patient();
      assertThat(client.exchange(peer.uri(), request(peer.uri()), first, LIMITS))
          .isInstanceOf(Answered.class);

      first.cancel();

      assertThat(ask(peer.uri(), patient())).isInstanceOf(Answered.class);
      assertThat(peer.connections).hasValue(1);
    }
  }

  @Test
  void aKeptConnectionThatThePeerClosesUnseenIsReplacedOnce() throws Exception {
    ScriptedPeer.Script onceEach =
        (peer, socket, number) -> {
          peer.request(socket);
          send(socket, response(200, TYPE, ANSWER));
          if (number == 1) {
            peer.request(socket);
          } else {
            GOOD.play(peer, socket, number);
          }
        };
    try (var peer = new ScriptedPeer(peerMaterial, onceEach)) {
      assertThat(ask(peer.uri(), patient())).isInstanceOf(Answered.class);

      assertThat(ask(peer.uri(), patient())).isInstanceOf(Answered.class);

      assertThat(peer.connections).hasValue(2);
      assertThat(peer.requests).hasSize(3);
    }
  }

  @Test
  void aSubmissionIsNeverSentTwice(@TempDir Path folder) throws Exception {
    ScriptedPeer.Script closing =
        (peer, socket, number) -> {
          peer.request(socket);
          send(socket, response(200, TYPE, ANSWER));
          peer.request(socket);
        };
    try (var peer = new ScriptedPeer(peerMaterial, closing);
        var spool = Spool.open(folder, 1_000_000);
        var deadline = patient()) {
      assertThat(ask(peer.uri(), patient())).isInstanceOf(Answered.class);

      var answer = client.submit(peer.uri(), withDocument(spool, peer.uri(), 10), deadline, LIMITS);

      assertThat(answer).isEqualTo(new Failed<>(Kind.UNREACHABLE, "no connection to the peer"));
      assertThat(peer.requests).hasSize(2);
    }
  }

  private static DocumentMessage withDocument(Spool spool, URI to, int size) throws Exception {
    var place = Element.of(DocumentMessage.NAMESPACE, "x:Document").build();
    var body = Element.of(DocumentMessage.NAMESPACE, "x:Provide").add(place).build();
    try (var sink = spool.begin(Long.MAX_VALUE)) {
      sink.write(new byte[size]);
      return new DocumentMessage(
          Envelope.request("urn:question", to, body), List.of(sink.finish()));
    }
  }

  @Test
  void aSubmissionCarriesItsDocuments(@TempDir Path folder) throws Exception {
    try (var peer = new ScriptedPeer(peerMaterial, GOOD);
        var spool = Spool.open(folder, 10_000_000);
        var deadline = patient()) {
      var answer =
          client.submit(peer.uri(), withDocument(spool, peer.uri(), 3_000_000), deadline, LIMITS);

      assertThat(answer).isInstanceOf(Answered.class);
      assertThat(peer.requests.getFirst())
          .contains("multipart/related", "xop:Include", "\0".repeat(3_000_000));
    }
  }

  @Test
  void aPeerThatHangsInTheTlsHandshakeEndsAtTheDeadline() throws Exception {
    try (var peer = new ScriptedPeer(null, (p, socket, number) -> Thread.sleep(60_000))) {
      var deadline = Deadline.of(Duration.ofMillis(400), Duration.ofSeconds(30), 0);

      assertThat(ask(peer.uri(), deadline))
          .isEqualTo(new Failed<>(Kind.TIMED_OUT, "the deadline is over"));
    }
  }

  @Test
  void aPeerThatDoesNotReadEndsAtTheDeadline(@TempDir Path folder) throws Exception {
    ScriptedPeer.Script deaf =
        (peer, socket, number) -> {
          ((SSLSocket) socket).startHandshake();
          Thread.sleep(60_000);
        };
    try (var peer = new ScriptedPeer(peerMaterial, deaf);
        var spool = Spool.open(folder, 100_000_000);
        var deadline = Deadline.of(Duration.ofMillis(800), Duration.ofSeconds(30), 0)) {
      var message = withDocument(spool, peer.uri(), 50_000_000);

      var answer = client.submit(peer.uri(), message, deadline, LIMITS);

      assertThat(answer).isEqualTo(new Failed<>(Kind.TIMED_OUT, "the deadline is over"));
    }
  }

  @Test
  void cancellingFromAnotherThreadEndsABlockedExchange() throws Exception {
    var asked = new CountDownLatch(1);
    ScriptedPeer.Script silent =
        (peer, socket, number) -> {
          peer.request(socket);
          asked.countDown();
          Thread.sleep(60_000);
        };
    try (var peer = new ScriptedPeer(peerMaterial, silent)) {
      var deadline = patient();
      Thread.ofVirtual()
          .start(() -> {
            try {
              asked.await();
            } catch (InterruptedException stop) {
              return;
            }
            deadline.cancel();
          });

      assertThat(ask(peer.uri(), deadline))
          .isEqualTo(new Failed<>(Kind.TIMED_OUT, "the exchange was ended"));
    }
  }

  @Test
  void closingTheClientEndsItsExchanges() throws Exception {
    ScriptedPeer.Script closing =
        (peer, socket, number) -> {
          peer.request(socket);
          client.close();
          Thread.sleep(60_000);
        };
    try (var peer = new ScriptedPeer(peerMaterial, closing)) {
      assertThat(ask(peer.uri(), patient())).isInstanceOf(Failed.class);
    }
  }

  @Test
  void aPortWhereNobodyListensIsUnreachable() throws Exception {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }

    assertThat(ask(URI.create("https://127.0.0.1:" + port + "/"), patient()))
        .isEqualTo(new Failed<>(Kind.UNREACHABLE, "no connection to the peer"));
  }

  @Test
  void anAddressThatIsNotHttpsIsNotAsked() throws Exception {
    try (var peer = new ScriptedPeer(null, GOOD)) {
      var clear = URI.create(peer.uri().toString().replace("https", "http"));

      assertThat(ask(clear, patient()))
          .isEqualTo(new Failed<>(Kind.UNREACHABLE, "the address is not https"));
      assertThat(peer.connections).hasValue(0);
    }
  }

  @Test
  void documentsAreWholeInTheSpoolOrNotThere(@TempDir Path folder) throws Exception {
    var type = "multipart/related; type=\"application/xop+xml\"; boundary=b";
    var body =
        "--b\r\nContent-Type: application/xop+xml\r\n\r\n"
            + ANSWER.replace(
                "<answer/>",
                "<answer xmlns:x='urn:ihe:iti:xds-b:2007'><x:Document>"
                    + "<i:Include xmlns:i='http://www.w3.org/2004/08/xop/include' href='cid:d'/>"
                    + "</x:Document></answer>")
            + "\r\n--b\r\nContent-ID: <d>\r\n\r\n"
            + "x".repeat(2_000_000)
            + "\r\n--b--\r\n";
    var whole = response(200, type, body);
    ScriptedPeer.Script secondIsCut =
        (peer, socket, number) -> {
          peer.request(socket);
          send(socket, whole);
          peer.request(socket);
          send(socket, whole.substring(0, whole.length() / 2));
        };
    try (var peer = new ScriptedPeer(peerMaterial, secondIsCut);
        var spool = Spool.open(folder, 10_000_000);
        var deadline = patient()) {
      var limits = Limits.forDocuments();
      var first = client.retrieve(peer.uri(), request(peer.uri()), spool, deadline, limits);
      try (var message = ((Answered<DocumentMessage>) first).value()) {
        assertThat(message.documents().getFirst().size()).isEqualTo(2_000_000);
      }

      var second = client.retrieve(peer.uri(), request(peer.uri()), spool, deadline, limits);

      assertThat(second)
          .isEqualTo(new Failed<>(Kind.UNREACHABLE, "the connection ended in mid-answer"));
      assertThat(spool.size()).isZero();
    }
  }
}
