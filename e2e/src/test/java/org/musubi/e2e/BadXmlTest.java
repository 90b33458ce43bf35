package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.musubi.e2e.wire.Identity;
import org.musubi.e2e.wire.Messages;
import org.musubi.e2e.wire.Reply;
import org.musubi.e2e.wire.Transaction;
import org.musubi.e2e.wire.Wire;

/** Texts that are no message, at the door for members' systems. */
class BadXmlTest {
  private static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";
  private static final String TYPE = Messages.contentType(Transaction.ITI_38.action());

  private final Wire wire =
      new Wire(
          Running.deployment().ports().ihe(),
          Identity.load(Running.deployment().layout().credentials("east")));

  static Stream<String> texts() {
    return Stream.of(
        "this is no XML",
        "<s:Envelope xmlns:s=\"" + SOAP + "\"><s:Body></s:Envelope>",
        "<!DOCTYPE x><s:Envelope xmlns:s=\"" + SOAP + "\"><s:Body/></s:Envelope>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><s:Envelope xmlns:s=\""
            + SOAP
            + "\"><s:Body>&e;</s:Body></s:Envelope>",
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
            + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><s:Envelope xmlns:s=\""
            + SOAP
            + "\"><s:Body>&c;</s:Body></s:Envelope>",
        "<s:Envelope xmlns:s=\""
            + SOAP
            + "\"><s:Body>"
            + "<a>".repeat(200)
            + "</a>".repeat(200)
            + "</s:Body></s:Envelope>",
        "");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void isAnsweredWithAFaultThatTellsNothingInternal(String text) throws Exception {
    var reply = wire.post(Transaction.ITI_38.path(), TYPE, text);

    expectFault(reply);
  }

  @Test
  void anIncludeIsLeftAsItIsAndNothingIsFetched() throws Exception {
    var reply =
        wire.post(
            Transaction.ITI_38.path(),
            TYPE,
            Messages.envelope(
                Transaction.ITI_38.action(),
                "https://localhost/iti38",
                "",
                "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\""
                    + " href=\"file:///etc/passwd\" parse=\"text\"/>"));

    expectFault(reply);
  }

  @Test
  void aBodyOfAGigabyteIsRefusedByItsLengthAlone() throws Exception {
    var answer =
        wire.post(
            Transaction.ITI_38.path(),
            TYPE,
            1L << 30,
            out -> out.write("<s:Envelope".getBytes(StandardCharsets.US_ASCII)));

    expectFault(answer);
  }

  @Test
  void aBodyOfAGigabyteThatDoesNotSayHowLongItIsIsRefusedLongBeforeItsEnd() throws Exception {
    long[] sent = {0};
    var block = " ".repeat(65_536).getBytes(StandardCharsets.US_ASCII);

    var answer = new Reply[1];
    try {
      answer[0] =
          wire.postChunked(
              Transaction.ITI_38.path(),
              TYPE,
              out -> {
                while (sent[0] < 1L << 30) {
                  out.write(block);
                  sent[0] += block.length;
                }
              });
    } catch (java.io.IOException e) {
      // Hanging up in mid-body is an answer too; what counts is how much was taken.
    }

    assertThat(sent[0]).isLessThan(64L << 20);
    if (answer[0] != null) {
      expectFault(answer[0]);
    }
  }

  @Test
  void anEarlierSoapIsAVersionMismatch() throws Exception {
    var reply =
        wire.post(
            Transaction.ITI_38.path(),
            "text/xml; charset=UTF-8",
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body/>"
                + "</s:Envelope>");

    expectFault(reply);
    assertThat(reply.soap().first("Code").orElseThrow().getTextContent().strip())
        .endsWith(":VersionMismatch");
  }

  @Test
  void anActionOfAnotherTransactionIsNotDone() throws Exception {
    var reply =
        wire.post(
            Transaction.ITI_38.path(),
            Messages.contentType("urn:ihe:iti:2007:DeleteEverything"),
            Messages.envelope(
                "urn:ihe:iti:2007:DeleteEverything", "https://localhost/iti38", "", "<a/>"));

    expectFault(reply);
  }

  static void expectFault(Reply reply) {
    assertThat(reply.status()).isBetween(400, 500);
    assertThat(reply.fault()).isNotEmpty().doesNotContain("Exception", "org.musubi", "\tat ");
    assertThat(reply.text()).doesNotContain("root:x:0");
  }
}
