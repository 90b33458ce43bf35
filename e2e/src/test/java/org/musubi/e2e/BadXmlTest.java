package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Identity;
import org.musubi.e2e.wire.Messages;
import org.musubi.e2e.wire.Query;
import org.musubi.e2e.wire.Reply;
import org.musubi.e2e.wire.Transaction;
import org.musubi.e2e.wire.Wire;

/**
 * Texts that are no message, at the door for members' systems: each is a good one in which one
 * thing is spoilt.
 */
class BadXmlTest {
  private static final String TYPE = Messages.contentType(Transaction.ITI_38.action());
  private static final String BODY_END = "</rim:AdhocQuery></q:AdhocQueryRequest>";
  private static final String DOCTYPE = "a document type declaration is not allowed";

  private final Peer east = Peer.east(Running.deployment());
  private final Wire wire =
      new Wire(
          Running.deployment().ports().ihe(),
          Identity.load(Running.deployment().layout().credentials("east")));

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("no XML", "not well-formed XML", whole("this is no XML")),
        Arguments.of("nothing", "not well-formed XML", whole("")),
        Arguments.of("cut off", "not well-formed XML", edit("</s:Envelope>$", "")),
        Arguments.of("a DTD", DOCTYPE, doctype("")),
        Arguments.of(
            "an external entity",
            DOCTYPE,
            doctype("[<!ENTITY e SYSTEM \"file:///etc/passwd\">]", "&e;")),
        Arguments.of("3 GB of laughter", DOCTYPE, doctype(laughter(), "&e9;")),
        Arguments.of("an entity of nobody's", "an entity reference is not allowed", last("&e;")),
        Arguments.of("an instruction", "a processing instruction is not allowed", last("<?p i?>")),
        Arguments.of(
            "200 levels", "elements nested too deep", last("<a>".repeat(200) + "</a>".repeat(200))),
        Arguments.of(
            "an include",
            "XInclude is not allowed",
            last(
                "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\""
                    + " href=\"file:///etc/passwd\" parse=\"text\"/>")));
  }

  /** Ten entities of which each is ten times the one before. */
  private static String laughter() {
    var all = new StringBuilder("[<!ENTITY e0 \"lol\">");
    for (int i = 1; i <= 9; i++) {
      all.append("<!ENTITY e" + i + " \"" + ("&e" + (i - 1) + ";").repeat(10) + "\">");
    }
    return all.append("]").toString();
  }

  private static UnaryOperator<String> doctype(String subset) {
    return edit("<s:Envelope ", "<!DOCTYPE Envelope " + subset + "><s:Envelope ");
  }

  private static UnaryOperator<String> doctype(String subset, String reference) {
    return text -> last(reference).apply(doctype(subset).apply(text));
  }

  /** With that as the last thing in the query. */
  private static UnaryOperator<String> last(String more) {
    return edit(BODY_END, more + BODY_END);
  }

  private static UnaryOperator<String> whole(String other) {
    return text -> other;
  }

  static UnaryOperator<String> edit(String pattern, String replacement) {
    return text -> {
      String edited = text.replaceFirst(pattern, replacement);
      assertThat(edited).isNotEqualTo(text);
      return edited;
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void aMessageThatIsSpoiltInOneThingIsAnsweredWithAFaultThatNamesIt(
      String what, String reason, UnaryOperator<String> spoilt) throws Exception {
    var reply = wire.post(Transaction.ITI_38.path(), TYPE, spoilt.apply(message()));

    expectFault(reply);
    assertThat(reply.fault()).contains("Sender", reason);
  }

  @Test
  void theSameMessageUnspoiltIsAnswered() throws Exception {
    var reply = wire.post(Transaction.ITI_38.path(), TYPE, message());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.soap().status()).isEqualTo("Success");
  }

  private String message() {
    return message(Transaction.ITI_38.action());
  }

  private String message(String action) {
    return Messages.envelope(
        action,
        east.platform().address(Transaction.ITI_38),
        east.assertion(),
        Query.findDocuments(Community.WEST.urn(), "W-2001^^^&" + Community.WEST.assigner() + "&ISO")
            .body());
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

  @ParameterizedTest
  @ValueSource(strings = {"text/xml; charset=UTF-8", "application/soap+xml; charset=UTF-8"})
  void anEarlierSoapIsAVersionMismatch(String type) throws Exception {
    var spoilt =
        edit(
            "http://www.w3.org/2003/05/soap-envelope", "http://schemas.xmlsoap.org/soap/envelope/");

    var reply = wire.post(Transaction.ITI_38.path(), type, spoilt.apply(message()));

    expectFault(reply);
    assertThat(reply.soap().first("Code").orElseThrow().getTextContent().strip())
        .endsWith(":VersionMismatch");
  }

  @Test
  void anActionOfAnotherTransactionIsNotDone() throws Exception {
    String action = "urn:ihe:iti:2007:DeleteEverything";

    var reply = wire.post(Transaction.ITI_38.path(), Messages.contentType(action), message(action));

    expectFault(reply);
    assertThat(reply.fault()).contains("ActionNotSupported");
  }

  static void expectFault(Reply reply) {
    assertThat(reply.status()).isBetween(400, 500);
    assertThat(reply.fault()).isNotEmpty().doesNotContain("Exception", "org.musubi", "\tat ");
    assertThat(reply.text()).doesNotContain("root:x:0");
  }
}
