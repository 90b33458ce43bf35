package org.musubi.ihe.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.ihe.xml.XmlRefused.Reason;

class XmlReaderTest {
  private static final Limits LIMITS = Limits.forMetadata();

  static Stream<Arguments> garbage() {
    return Stream.of(
        text("nothing at all", "", Reason.NOT_WELL_FORMED),
        text("text without an element", "hello", Reason.NOT_WELL_FORMED),
        text("an element that never closes", "<a><b></b>", Reason.NOT_WELL_FORMED),
        text("elements that cross", "<a><b></a></b>", Reason.NOT_WELL_FORMED),
        text("two roots", "<a/><b/>", Reason.NOT_WELL_FORMED),
        text("text after the root", "<a/>tail", Reason.NOT_WELL_FORMED),
        text("an attribute twice", "<a b='1' b='2'/>", Reason.NOT_WELL_FORMED),
        text(
            "an attribute twice by its namespace",
            "<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>",
            Reason.NOT_WELL_FORMED),
        text("a prefix that is not bound", "<p:a/>", Reason.NOT_WELL_FORMED),
        text("a control character", "<a>\u0001</a>", Reason.NOT_WELL_FORMED),
        text("a reference to a control character", "<a>&#x1;</a>", Reason.NOT_WELL_FORMED),
        text("a reference to a lone surrogate", "<a>&#xD800;</a>", Reason.NOT_WELL_FORMED),
        text("XML 1.1", "<?xml version='1.1'?><a/>", Reason.NOT_WELL_FORMED),
        text("a document type", "<!DOCTYPE a><a/>", Reason.DOCTYPE),
        text("a document type from outside", "<!DOCTYPE a SYSTEM 'http://x/'><a/>", Reason.DOCTYPE),
        text(
            "an external entity",
            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
            Reason.DOCTYPE),
        text(
            "an entity bomb",
            "<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;&b;&b;'>]><a>&c;&c;</a>",
            Reason.DOCTYPE),
        text("an entity in text", "<a>&x;</a>", Reason.ENTITY),
        text("an entity in an attribute", "<a b='&x;'/>", Reason.ENTITY),
        text("a processing instruction before", "<?x y?><a/>", Reason.PROCESSING_INSTRUCTION),
        text("a processing instruction inside", "<a><?x y?></a>", Reason.PROCESSING_INSTRUCTION),
        text(
            "an XInclude",
            "<a xmlns:i='http://www.w3.org/2001/XInclude'><i:include href='x'/></a>",
            Reason.XINCLUDE),
        text("101 levels", "<a>".repeat(101) + "</a>".repeat(101), Reason.TOO_DEEP),
        text("200 levels", "<a>".repeat(200) + "</a>".repeat(200), Reason.TOO_DEEP),
        text(
            "more elements than the limit",
            "<a>" + "<b/>".repeat(200_000) + "</a>",
            Reason.TOO_LARGE),
        text("more attributes than the limit", "<a " + attributes(65) + "/>", Reason.TOO_LARGE),
        text("300 attributes", "<a " + attributes(300) + "/>", Reason.TOO_LARGE),
        text(
            "a text above the limit",
            "<a>" + "x".repeat(1024 * 1024 + 1) + "</a>",
            Reason.TOO_LARGE),
        text(
            "an attribute above the limit",
            "<a b='" + "x".repeat(1024 * 1024 + 1) + "'/>",
            Reason.TOO_LARGE),
        text(
            "9 MB",
            "<a>" + ("<b>" + "x".repeat(1_000_000) + "</b>").repeat(9) + "</a>",
            Reason.TOO_LARGE),
        text("a name of 9 MB", "<" + "x".repeat(9_000_000) + "/>", Reason.TOO_LARGE),
        bytes("Latin-1", "<a>é</a>", StandardCharsets.ISO_8859_1),
        bytes("Shift_JIS", "<a>結び</a>", Charset.forName("Shift_JIS")),
        text(
            "another encoding declared",
            "<?xml version='1.0' encoding='Shift_JIS'?><a/>",
            Reason.NOT_UTF8),
        arguments("an overlong sequence", raw(0xC0, 0xAF), Reason.NOT_UTF8),
        arguments("a surrogate in UTF-8", raw(0xED, 0xA0, 0x80), Reason.NOT_UTF8),
        arguments("a sequence cut short", raw(0xE7, 0xB5), Reason.NOT_UTF8));
  }

  private static Arguments text(String what, String xml, Reason reason) {
    return arguments(what, xml.getBytes(StandardCharsets.UTF_8), reason);
  }

  private static Arguments bytes(String what, String xml, Charset charset) {
    return arguments(what, xml.getBytes(charset), Reason.NOT_UTF8);
  }

  private static byte[] raw(int... inside) {
    var bytes = new byte[inside.length + 7];
    System.arraycopy(new byte[] {'<', 'a', '>'}, 0, bytes, 0, 3);
    for (int i = 0; i < inside.length; i++) {
      bytes[3 + i] = (byte) inside[i];
    }
    System.arraycopy(new byte[] {'<', '/', 'a', '>'}, 0, bytes, 3 + inside.length, 4);
    return bytes;
  }

  private static String attributes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "a" + i + "='1'")
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest(name = "{0} is refused as {2}")
  @MethodSource("garbage")
  void garbageIsRefusedWithItsReason(String what, byte[] xml, Reason reason) {
    var refused = catchThrowableOfType(XmlRefused.class, () -> XmlReader.read(xml, LIMITS));

    assertThat(refused).as(what).isNotNull();
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.getCause()).isNull();
    assertThat(refused.getMessage()).hasSizeLessThan(60).doesNotContain("passwd", "wstx");
    assertThat(reason.japanese()).isNotBlank();
  }

  @Test
  void whatFollowsAnEndlessAttributeIsNotReadBeyondTheLimit() {
    var given = new long[1];
    var endless =
        new InputStream() {
          @Override
          public int read() {
            given[0]++;
            return given[0] == 1 ? '<' : 'x';
          }

          @Override
          public int read(byte[] to, int from, int length) {
            to[from] = (byte) read();
            for (int i = 1; i < length; i++) {
              to[from + i] = 'x';
            }
            given[0] += length - 1;
            return length;
          }
        };

    var refused =
        catchThrowableOfType(
            XmlRefused.class, () -> XmlReader.read(endless, LIMITS.withXmlBytes(100_000)));

    assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(given[0]).isLessThan(200_000);
  }

  @Test
  void aStreamThatFailsIsAFailureOfTheStreamAndNoRefusal() {
    var failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("line cut");
          }
        };

    Assertions.assertThatThrownBy(() -> XmlReader.read(failing, LIMITS))
        .isInstanceOf(IOException.class)
        .hasMessage("line cut");
  }

  @Test
  void oneHundredLevelsAreTaken() throws Exception {
    var xml = "<a>".repeat(100) + "</a>".repeat(100);

    var root = XmlReader.read(xml.getBytes(StandardCharsets.UTF_8), LIMITS);

    assertThat(root.descendants()).hasSize(99);
  }

  @Test
  void commentsFallOutAndTheTextAroundThemIsOne() throws Exception {
    var root =
        XmlReader.read(
            "<n>admin<!-- -->@evil<![CDATA[ & co]]></n>".getBytes(StandardCharsets.UTF_8), LIMITS);

    assertThat(root.content()).containsExactly(new Text("admin@evil & co"));
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws Exception {
    var root = XmlReader.read("\uFEFF<a/>".getBytes(StandardCharsets.UTF_8), LIMITS);

    assertThat(root.name()).isEqualTo("a");
  }

  @ParameterizedTest(name = "the name {0} survives")
  @ValueSource(strings = {"結び 太郎", "ｼﾝﾘﾖｳ", "か\u3099", "𠮷野家", "葛\uDB40\uDD00城", "\uE000外字"})
  void japaneseNamesSurviveReadingAndWriting(String name) throws Exception {
    var written = XmlWriter.toBytes(Element.text("u", "p:name", name));

    var read = XmlReader.read(new ByteArrayInputStream(written), LIMITS);

    assertThat(read.text()).isEqualTo(name);
  }
}
