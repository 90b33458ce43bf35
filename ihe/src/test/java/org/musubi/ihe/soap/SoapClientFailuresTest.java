package org.musubi.ihe.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.musubi.ihe.soap.ScriptedPeer.response;
import static org.musubi.ihe.soap.ScriptedPeer.send;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.musubi.ihe.soap.Answer.Failed;
import org.musubi.ihe.soap.Answer.Kind;
import org.musubi.ihe.xml.XmlWriter;

@Timeout(60)
class SoapClientFailuresTest extends WithClient {
  static Stream<Arguments> failures() {
    var fault = SoapFault.sender("山田太郎 has no consent", "同意なし").toEnvelope(null).toElement();
    var faultText = new String(XmlWriter.toBytes(fault), StandardCharsets.UTF_8);
    var related =
        ANSWER.replace(
            "urn:answer</wsa:Action>",
            "urn:answer</wsa:Action><wsa:RelatesTo>urn:uuid:another</wsa:RelatesTo>");
    return Stream.of(
        arguments("a fault", answering(response(500, TYPE, faultText)), Kind.FAULT, "Sender"),
        arguments(
            "a fault with 200", answering(response(200, TYPE, faultText)), Kind.FAULT, "Sender"),
        arguments(
            "a page",
            answering(response(200, "text/html", "<html/>")),
            Kind.GARBAGE,
            "HTTP 200 without a SOAP message"),
        arguments(
            "a redirect",
            answering(
                "HTTP/1.1 302 X\r\nLocation: https://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"),
            Kind.GARBAGE,
            "HTTP 302 without a SOAP message"),
        arguments(
            "busy",
            answering(response(503, "text/html", "<html/>")),
            Kind.UNREACHABLE,
            "HTTP 503 without a SOAP message"),
        arguments(
            "an answer with 500",
            answering(response(500, TYPE, ANSWER)),
            Kind.GARBAGE,
            "HTTP 500 without a fault"),
        arguments(
            "XML that is cut",
            answering(response(200, TYPE, ANSWER.substring(0, 200))),
            Kind.GARBAGE,
            "not well-formed XML 1.0"),
        arguments(
            "a DTD",
            answering(response(200, TYPE, "<!DOCTYPE x>" + ANSWER)),
            Kind.GARBAGE,
            "a document type declaration is not allowed"),
        arguments(
            "SOAP 1.1",
            answering(
                response(
                    200,
                    TYPE,
                    ANSWER.replace("http://www.w3.org/2003/05/soap-envelope", Soap.ENVELOPE_1_1))),
            Kind.GARBAGE,
            "Only SOAP 1.2 is spoken here"),
        arguments(
            "another's answer",
            answering(response(200, TYPE, related)),
            Kind.GARBAGE,
            "the answer belongs to another request"),
        arguments(
            "a compressed answer",
            answering(response(200, TYPE + "\r\nContent-Encoding: gzip", ANSWER)),
            Kind.GARBAGE,
            "HTTP 200 without a SOAP message"),
        arguments(
            "something that is not HTTP",
            answering("SSH-2.0-x\r\n".repeat(100)),
            Kind.GARBAGE,
            "the answer is not HTTP"),
        arguments(
            "a thousand headers",
            answering("HTTP/1.1 200 X\r\n" + "X: y\r\n".repeat(1000) + "\r\n"),
            Kind.GARBAGE,
            "the answer is not HTTP"),
        arguments(
            "too much",
            answering(response(200, TYPE, ANSWER + " ".repeat(1_000_001))),
            Kind.TOO_MUCH,
            "larger than the limit"),
        arguments(
            "a body that is cut",
            (ScriptedPeer.Script)
                (peer, socket, n) -> {
                  peer.request(socket);
                  send(socket, response(200, TYPE, ANSWER).substring(0, 250));
                },
            Kind.UNREACHABLE,
            "the connection ended in mid-answer"),
        arguments(
            "no answer at all",
            (ScriptedPeer.Script) (peer, socket, n) -> peer.request(socket),
            Kind.UNREACHABLE,
            "no connection to the peer"));
  }

  @ParameterizedTest(name = "{0} is {2}: {3}")
  @MethodSource("failures")
  void whatIsNoAnswerIsAFailureInOurOwnWords(
      String what, ScriptedPeer.Script script, Kind kind, String detail) throws Exception {
    try (var peer = new ScriptedPeer(peerMaterial, script)) {
      assertThat(ask(peer.uri(), patient())).as(what).isEqualTo(new Failed<>(kind, detail));
    }
  }

  static Stream<Arguments> slowness() {
    return Stream.of(
        arguments(
            "hangs before its headers",
            (ScriptedPeer.Script)
                (peer, socket, n) -> {
                  peer.request(socket);
                  Thread.sleep(60_000);
                }),
        arguments(
            "hangs within its headers",
            (ScriptedPeer.Script)
                (peer, socket, n) -> {
                  peer.request(socket);
                  send(socket, "HTTP/1.1 200 X\r\nX: ");
                  Thread.sleep(60_000);
                }),
        arguments(
            "drips its headers",
            (ScriptedPeer.Script)
                (peer, socket, n) -> {
                  peer.request(socket);
                  send(socket, "HTTP/1.1 200 X\r\nX: ");
                  while (true) {
                    send(socket, "y");
                    Thread.sleep(20);
                  }
                }),
        arguments(
            "drips its body",
            (ScriptedPeer.Script)
                (peer, socket, n) -> {
                  peer.request(socket);
                  send(
                      socket, response(200, TYPE, ANSWER + " ".repeat(100_000)).split(" {100}")[0]);
                  while (true) {
                    send(socket, " ");
                    Thread.sleep(20);
                  }
                }),
        arguments(
            "sends interim answers for ever",
            (ScriptedPeer.Script)
                (peer, socket, n) -> {
                  peer.request(socket);
                  while (true) {
                    send(socket, "HTTP/1.1 100 Continue\r\n\r\n");
                    Thread.sleep(20);
                  }
                }));
  }

  @ParameterizedTest(name = "that {0}")
  @MethodSource("slowness")
  void aPeerEndsAtTheDeadline(String what, ScriptedPeer.Script script) throws Exception {
    try (var peer = new ScriptedPeer(peerMaterial, script)) {
      var deadline = Deadline.of(Duration.ofMillis(400), Duration.ofSeconds(30), 0);

      var answer = ask(peer.uri(), deadline);

      assertThat(answer).as(what).isEqualTo(new Failed<>(Kind.TIMED_OUT, "the deadline is over"));
    }
  }

  @Test
  void aPeerBelowTheMinimumRateIsNotWaitedFor() throws Exception {
    ScriptedPeer.Script dripping = (ScriptedPeer.Script) slowness().toList().get(3).get()[1];
    try (var peer = new ScriptedPeer(peerMaterial, dripping)) {
      var deadline = Deadline.of(Duration.ofSeconds(50), Duration.ofMillis(300), 10_000);

      assertThat(ask(peer.uri(), deadline)).isEqualTo(new Failed<>(Kind.TIMED_OUT, "too slow"));
    }
  }
}
