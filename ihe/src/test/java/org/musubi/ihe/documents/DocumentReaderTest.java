package org.musubi.ihe.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.musubi.ihe.documents.Messages.END;
import static org.musubi.ihe.documents.Messages.PLAIN;
import static org.musubi.ihe.documents.Messages.RELATED;
import static org.musubi.ihe.documents.Messages.ascii;
import static org.musubi.ihe.documents.Messages.base64;
import static org.musubi.ihe.documents.Messages.content;
import static org.musubi.ihe.documents.Messages.envelope;
import static org.musubi.ihe.documents.Messages.include;
import static org.musubi.ihe.documents.Messages.join;
import static org.musubi.ihe.documents.Messages.part;
import static org.musubi.ihe.documents.Messages.read;
import static org.musubi.ihe.documents.Messages.root;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.ihe.documents.DocumentRefused.Reason;
import org.musubi.ihe.xml.Limits;
import org.musubi.ihe.xml.XmlRefused;

class DocumentReaderTest {
  @TempDir Path folder;
  private Spool spool;

  @BeforeEach
  void open() throws IOException {
    spool = Spool.open(folder.resolve("spool"), 64L * 1024 * 1024);
  }

  @AfterEach
  void close() {
    spool.close();
  }

  private static byte[] random(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest(name = "of {0} bytes")
  @ValueSource(ints = {0, 1, 2, 3, 4, 65535, 65536, 65537, 1048576, 1048577, 3000000})
  void anInlineDocumentIsWhole(int size) throws Exception {
    var document = random(size);

    var message = read(PLAIN, ascii(envelope(base64(document))), spool);

    assertThat(content(message.documents().getFirst())).isEqualTo(document);
    assertThat(message.documents().getFirst().size()).isEqualTo(size);
  }

  @ParameterizedTest(name = "of {0} bytes")
  @ValueSource(ints = {0, 1, 65535, 65536, 65537, 1048577, 3000000})
  void aDocumentInAPartIsWhole(int size) throws Exception {
    var document = random(size);
    var bytes = join(ascii(root(envelope(include("d")))), part("d", document), ascii(END));

    var message = read(RELATED, bytes, spool);

    assertThat(content(message.documents().getFirst())).isEqualTo(document);
  }

  @Test
  void aDocumentThatLooksLikeBoundariesIsWhole() throws Exception {
    var document = ascii("\r\n--a\r\n--\r\n\r\n-\r\n--B--\r\r\n--\r\n--".repeat(5000));
    var bytes = join(ascii(root(envelope(include("d")))), part("d", document), ascii(END));

    var message = read(RELATED, dripping(bytes, 7), spool, Limits.forDocuments());

    assertThat(content(message.documents().getFirst())).isEqualTo(document);
  }

  /** Gives a few bytes at a time, as a network may. */
  private static InputStream dripping(byte[] bytes, int most) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public int read(byte[] to, int from, int length) {
        return super.read(to, from, Math.min(most, length));
      }
    };
  }

  @Test
  void partsInAnyOrderAndInlineDocumentsBesideThemKeepTheOrderOfTheBody() throws Exception {
    var xml = envelope(include("two"), base64(ascii("inline")), include("one%40x"));
    var bytes =
        ascii(
            "a preamble\r\n"
                + part("one@x", "first")
                + root(xml)
                + part("two", "second")
                + END
                + "an epilogue");

    var message = read(RELATED, bytes, spool);

    assertThat(message.documents())
        .extracting(document -> new String(content(document)))
        .containsExactly("second", "inline", "first");
    assertThat(message.envelope().body().descendants(DocumentMessage.NAMESPACE, "Document"))
        .hasSize(3)
        .allMatch(element -> element.content().isEmpty());
  }

  @Test
  void withoutStartTheFirstPartIsTheRoot() throws Exception {
    var type = "Multipart/Related;boundary=b;type=\"application/xop+xml\"";

    var message = read(type, ascii(root(envelope(include("d"))) + part("d", "x") + END), spool);

    assertThat(message.documents()).hasSize(1);
  }

  @Test
  void sixtyDocumentsArriveInOrder() throws Exception {
    var ids = IntStream.range(0, 60).mapToObj(i -> "d" + i).toList();
    var xml = envelope(ids.stream().map(Messages::include).toArray(String[]::new));
    var parts = new StringBuilder();
    ids.reversed().forEach(id -> parts.append(part(id, "content of " + id)));

    var message = read(RELATED, ascii(root(xml) + parts + END), spool);

    assertThat(message.documents())
        .extracting(document -> new String(content(document)))
        .containsExactlyElementsOf(ids.stream().map(id -> "content of " + id).toList());
  }

  static Stream<Arguments> garbage() {
    var xml = root(envelope(include("d")));
    var good = xml + part("d", "content") + END;
    var type = "multipart/related; type=\"application/xop+xml\"; ";
    return Stream.of(
        refused("no boundary named", type, good, Reason.NO_BOUNDARY),
        refused("an empty boundary", type + "boundary=\"\"", good, Reason.NO_BOUNDARY),
        refused("a boundary of 71", type + "boundary=" + "b".repeat(71), good, Reason.NO_BOUNDARY),
        refused("a boundary twice", type + "boundary=b; boundary=c", good, null),
        refused("another type inside", "multipart/related; boundary=b", good, Reason.BAD_MIME),
        refused("another boundary in the body", type + "boundary=c", good, Reason.TRUNCATED),
        refused("no closing boundary", RELATED, xml + part("d", "content"), Reason.TRUNCATED),
        refused(
            "an end within a document", RELATED, xml + part("d", "con").strip(), Reason.TRUNCATED),
        refused("an end within part headers", RELATED, xml + "--b\r\nContent-", Reason.TRUNCATED),
        refused("an end after the root", RELATED, xml, Reason.TRUNCATED),
        refused("nothing", RELATED, "", Reason.TRUNCATED),
        refused("no parts", RELATED, END, Reason.NO_ROOT_PART),
        refused(
            "a start that is not there",
            type + "start=\"<z>\"; boundary=b",
            part("d", "x") + END,
            Reason.NO_ROOT_PART),
        refused("a missing part", RELATED, xml + END, Reason.MISSING_PART),
        refused(
            "an extra part",
            RELATED,
            xml + part("d", "x") + part("e", "y") + END,
            Reason.UNEXPECTED_PART),
        refused(
            "an extra part before",
            RELATED,
            part("e", "y") + xml + part("d", "x") + END,
            Reason.UNEXPECTED_PART),
        refused(
            "a part without an id",
            RELATED,
            xml + "--b\r\n\r\nx\r\n" + END,
            Reason.UNEXPECTED_PART),
        refused(
            "a part twice",
            RELATED,
            xml + part("d", "x") + part("d", "y") + END,
            Reason.DUPLICATE_PART),
        refused("a root twice", RELATED, xml + xml + part("d", "x") + END, Reason.DUPLICATE_PART),
        refused(
            "two documents of one part",
            RELATED,
            root(envelope(include("d"), include("d"))) + part("d", "x") + END,
            Reason.DUPLICATE_PART),
        refused(
            "base64 as transfer encoding",
            RELATED,
            good.replace("binary", "base64"),
            Reason.BAD_TRANSFER_ENCODING),
        refused(
            "quoted-printable",
            RELATED,
            good.replace("binary", "quoted-printable"),
            Reason.BAD_TRANSFER_ENCODING),
        refused(
            "a root of another type",
            RELATED,
            good.replace("application/xop+xml", "text/xml"),
            Reason.BAD_MIME),
        refused(
            "a header without a colon",
            RELATED,
            xml + "--b\r\nhello\r\n\r\nx\r\n" + END,
            Reason.BAD_MIME),
        refused(
            "headers of 20 kB",
            RELATED,
            xml + "--b\r\nX: " + "y".repeat(20_000) + "\r\n\r\nx\r\n" + END,
            Reason.BAD_MIME),
        refused(
            "40 headers",
            RELATED,
            xml + "--b\r\n" + headers(40) + "\r\nx\r\n" + END,
            Reason.BAD_MIME),
        refused("a long preamble", RELATED, "p".repeat(20_000) + "\r\n" + good, Reason.BAD_MIME),
        refused("a long epilogue", RELATED, good + "e".repeat(100_000), Reason.BAD_MIME),
        refused(
            "an Include without cid",
            RELATED,
            good.replace("cid:d", "http://evil/"),
            Reason.BAD_DOCUMENT),
        refused(
            "an Include with a broken cid",
            RELATED,
            good.replace("cid:d", "cid:%zz"),
            Reason.BAD_DOCUMENT),
        refused(
            "an Include beside base64",
            RELATED,
            root(envelope(include("d") + "QUJD")) + part("d", "x") + END,
            Reason.BAD_DOCUMENT),
        refused("another element in a document", PLAIN, envelope("<x:b/>"), Reason.BAD_DOCUMENT),
        refused("an Include without parts", PLAIN, envelope(include("d")), Reason.MISSING_PART),
        refused(
            "a document in a document",
            PLAIN,
            envelope("<x:Document>QUJD</x:Document>"),
            Reason.BAD_DOCUMENT),
        refused("base64 cut short", PLAIN, envelope("QUI"), Reason.BAD_BASE64),
        refused("base64 with a strange letter", PLAIN, envelope("QU*D"), Reason.BAD_BASE64),
        refused("base64 with a kana", PLAIN, envelope("QU&#x30A2;D"), Reason.BAD_BASE64),
        refused("base64 of one letter", PLAIN, envelope("Q==="), Reason.BAD_BASE64),
        refused(
            "base64 that goes on after its end", PLAIN, envelope("QUI=QUJD"), Reason.BAD_BASE64),
        refused("base64 with too much padding", PLAIN, envelope("QUI=="), Reason.BAD_BASE64),
        refused("base64 with bits that mean nothing", PLAIN, envelope("QUJ="), Reason.BAD_BASE64),
        refused("URL-safe base64", PLAIN, envelope("QU-_"), Reason.BAD_BASE64));
  }

  private static String headers(int count) {
    var headers = new StringBuilder();
    for (int i = 0; i < count; i++) {
      headers.append("X-").append(i).append(": y\r\n");
    }
    return headers.toString();
  }

  private static Arguments refused(String what, String type, String message, Reason reason) {
    return arguments(what, type, message, reason);
  }

  @ParameterizedTest(name = "{0} is refused as {3}")
  @MethodSource("garbage")
  void garbageIsRefusedAndLeavesNothingBehind(
      String what, String type, String message, Reason reason) {
    var bytes = ascii(message);

    var refused = catchThrowable(() -> read(type, bytes, spool));

    assertThat(refused).as(what).isNotNull();
    if (reason != null) {
      assertThat(refused).isInstanceOf(DocumentRefused.class);
      assertThat(((DocumentRefused) refused).reason()).isEqualTo(reason);
    }
    assertThat(spool.usedBytes()).isZero();
    assertThat(spool.size()).isZero();
  }

  @Test
  void amongAllPlacesToCutAMessageNoneGivesAShortDocument() {
    var whole = ascii(root(envelope(include("d"))) + part("d", "content") + "--b--");
    for (int length = 0; length < whole.length; length++) {
      var cut = Arrays.copyOf(whole, length);

      assertThatThrownBy(() -> read(RELATED, cut, spool)).isInstanceOf(Exception.class);
    }
    assertThat(spool.size()).isZero();
  }

  @Test
  void inlineXmlThatIsCutIsNeverAShortDocument() {
    var whole = ascii(envelope(base64(random(100_000))));
    var cut = Arrays.copyOf(whole, whole.length / 2);

    assertThatThrownBy(() -> read(PLAIN, cut, spool)).isInstanceOf(XmlRefused.class);
    assertThat(spool.usedBytes()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"part", "inline"})
  void aConnectionThatDiesInMidDocumentIsAFailure(String kind) {
    var start =
        kind.equals("part")
            ? root(envelope(include("d"))) + part("d", "x".repeat(200_000))
            : envelope(base64(random(200_000))).split("</x:Document>", 2)[0];
    var dying = new SequenceInputStream(new ByteArrayInputStream(ascii(start)), failing());
    var type = kind.equals("part") ? RELATED : PLAIN;

    assertThatThrownBy(() -> read(type, dying, spool, Limits.forDocuments()))
        .isInstanceOf(IOException.class)
        .hasMessage("reset");
    assertThat(spool.usedBytes()).isZero();
  }

  private static InputStream failing() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("reset");
      }
    };
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"part", "inline", "whole message"})
  void aDocumentThatNeverEndsIsRefusedAtItsLimit(String kind) {
    var start =
        kind.equals("inline")
            ? envelope("@").split("@", 2)[0]
            : root(envelope(include("d"))) + "--b\r\nContent-ID: <d>\r\n\r\n";
    var endless = new SequenceInputStream(new ByteArrayInputStream(ascii(start)), endless());
    var limits =
        kind.equals("whole message")
            ? Limits.forDocuments().withMessageBytes(5_000_000)
            : Limits.forDocuments().withDocumentBytes(5_000_000);

    var refused =
        catchThrowableOfType(
            DocumentRefused.class,
            () -> read(kind.equals("inline") ? PLAIN : RELATED, endless, spool, limits));

    assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(spool.usedBytes()).isZero();
  }

  private static InputStream endless() {
    return new InputStream() {
      @Override
      public int read() {
        return 'A';
      }

      @Override
      public int read(byte[] to, int from, int length) {
        Arrays.fill(to, from, from + length, (byte) 'A');
        return length;
      }
    };
  }

  @Test
  void moreDocumentsThanTheLimitAreRefused() {
    var xml = ascii(envelope("QQ==", "QQ==", "QQ=="));

    var refused =
        catchThrowableOfType(
            DocumentRefused.class,
            () ->
                read(
                    PLAIN,
                    new ByteArrayInputStream(xml),
                    spool,
                    Limits.forDocuments().withDocuments(2)));

    assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void theSpoolBeingFullIsSaidAndIsOurs() throws Exception {
    try (var small = Spool.open(folder.resolve("small"), 100_000)) {
      var xml = ascii(envelope(base64(random(200_000))));

      var refused = catchThrowableOfType(DocumentRefused.class, () -> read(PLAIN, xml, small));

      assertThat(refused.reason()).isEqualTo(Reason.SPOOL_FULL);
      assertThat(refused.reason().ours()).isTrue();
      assertThat(small.usedBytes()).isZero();
    }
  }
}
