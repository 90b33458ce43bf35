package org.musubi.ihe.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.List;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.ihe.tls.TestAuthority;

class ElementTest {
  private static final String MESSAGE =
      """
      <s:Envelope xmlns:s="urn:s" xmlns:xs="urn:xs" xmlns="urn:default" xmlns:unused="urn:x">
        <s:Header><w:Security xmlns:w="urn:w">
          <Assertion ID="_1" b="2" a="1" xml:lang="ja" s:x="y"><!-- gone -->
            <v xmlns:xsi="urn:xsi" xsi:type="xs:string">値 &amp; &lt;"'&#xD;&#x9;</v>
            <none xmlns=""><p:q xmlns:p="urn:p"/></none>
          </Assertion></w:Security></s:Header>
      </s:Envelope>\
      """;
  private static final XMLSignatureFactory SIGNATURES = XMLSignatureFactory.getInstance("DOM");

  private static Element read(String xml) throws XmlRefused {
    return XmlReader.read(xml.getBytes(StandardCharsets.UTF_8), Limits.forMetadata());
  }

  private static Element assertion(Element message) {
    return message.descendants("urn:default", "Assertion").findFirst().orElseThrow();
  }

  /** The message with its assertion signed by the JDK, as a peer would send it. */
  private static String signed(String method, KeyPair keys) throws Exception {
    var document =
        DocumentBuilderFactory.newDefaultNSInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(MESSAGE.getBytes(StandardCharsets.UTF_8)));
    var target =
        (org.w3c.dom.Element) document.getElementsByTagNameNS("urn:default", "Assertion").item(0);
    target.setIdAttribute("ID", true);
    var transforms =
        List.of(
            SIGNATURES.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
            SIGNATURES.newTransform(method, (TransformParameterSpec) null));
    var reference =
        SIGNATURES.newReference(
            "#_1", SIGNATURES.newDigestMethod(DigestMethod.SHA256, null), transforms, null, null);
    var info =
        SIGNATURES.newSignedInfo(
            SIGNATURES.newCanonicalizationMethod(method, (C14NMethodParameterSpec) null),
            SIGNATURES.newSignatureMethod(
                "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", null),
            List.of(reference));
    SIGNATURES.newXMLSignature(info, null).sign(new DOMSignContext(keys.getPrivate(), target));
    var text = new StringWriter();
    TransformerFactory.newDefaultInstance()
        .newTransformer()
        .transform(new DOMSource(document), new StreamResult(text));
    return text.toString();
  }

  private static boolean verifies(Element assertion, KeyPair keys) throws Exception {
    var root = assertion.toDocument().getDocumentElement();
    root.setIdAttribute("ID", true);
    var signature = root.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").item(0);
    var context = new DOMValidateContext(keys.getPublic(), signature);
    return SIGNATURES.unmarshalXMLSignature(context).validate(context);
  }

  @ParameterizedTest(name = "under {0}")
  @ValueSource(strings = {CanonicalizationMethod.EXCLUSIVE, CanonicalizationMethod.INCLUSIVE})
  void aSignedPartVerifiesWhenItIsTakenOutOfItsMessage(String method) throws Exception {
    var keys = TestAuthority.ellipticKeys();

    var taken = assertion(read(signed(method, keys)));

    assertThat(verifies(taken, keys)).isTrue();
  }

  @Test
  void aSignedPartVerifiesAfterItWasPassedOnInAnotherMessage() throws Exception {
    var keys = TestAuthority.ellipticKeys();
    var taken = assertion(read(signed(CanonicalizationMethod.EXCLUSIVE, keys)));
    var other =
        Element.of("urn:other", "s:Envelope").namespace("xs", "urn:not-xs").add(taken).build();

    var arrived = assertion(read(new String(XmlWriter.toBytes(other), StandardCharsets.UTF_8)));

    assertThat(verifies(arrived, keys)).isTrue();
    assertThat(arrived.first("urn:default", "v").orElseThrow().namespaceOf("xs"))
        .contains("urn:xs");
  }

  @Test
  void aChangedCharacterBreaksTheSignature() throws Exception {
    var keys = TestAuthority.ellipticKeys();
    var forged = signed(CanonicalizationMethod.EXCLUSIVE, keys).replace("値", "伹");

    assertThat(verifies(assertion(read(forged)), keys)).isFalse();
  }

  @Test
  void whatIsReadIsWrittenAsItWas() throws Exception {
    var message = read(MESSAGE);

    var written = new String(XmlWriter.toBytes(message), StandardCharsets.UTF_8);

    assertThat(read(written)).isEqualTo(message);
    assertThat(written)
        .startsWith(
            "<s:Envelope xmlns:s=\"urn:s\" xmlns:xs=\"urn:xs\" xmlns=\"urn:default\""
                + " xmlns:unused=\"urn:x\">")
        .contains("<Assertion ID=\"_1\" b=\"2\" a=\"1\" xml:lang=\"ja\" s:x=\"y\">")
        .contains("値 &amp; &lt;\"'&#xD;\t</v>")
        .contains("<none xmlns=\"\"><p:q xmlns:p=\"urn:p\"/></none>");
  }

  @Test
  void aChildWithoutANamespaceIsWrittenAsSuchUnderADefaultNamespace() throws Exception {
    var built = Element.of("urn:a", "outer").add(Element.of("", "inner").build()).build();

    var written = new String(XmlWriter.toBytes(built), StandardCharsets.UTF_8);

    assertThat(written).isEqualTo("<outer xmlns=\"urn:a\"><inner xmlns=\"\"/></outer>");
    assertThat(read(written).children().getFirst().is("", "inner")).isTrue();
  }

  @Test
  void anElementIsFoundByItsNameInItsNamespaceOnly() throws Exception {
    var root = read("<a xmlns='u' xmlns:p='v'><b k='1'/><p:b k='2' p:k='3'/><c><b k='4'/></c></a>");

    assertThat(root.first("v", "b").orElseThrow().attribute("v", "k")).contains("3");
    assertThat(root.all("u", "b")).hasSize(1);
    assertThat(root.descendants("u", "b").map(b -> b.attribute("k").orElseThrow()))
        .containsExactly("1", "4");
    assertThat(root.first("w", "b")).isEmpty();
  }

  @Test
  void aCopyWithAnAttributeLeavesTheOriginalAsItWas() throws Exception {
    var original = read("<a home='old' x='1'/>");

    var copy = original.withAttribute("home", "urn:oid:1.2.3");

    assertThat(original.attribute("home")).contains("old");
    assertThat(copy.attributes()).extracting(Attribute::name).containsExactly("home", "x");
    assertThat(copy.attribute("home")).contains("urn:oid:1.2.3");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"a b", "", "1a", "p:", "p:q:r", "<"})
  void aNameThatIsNoneIsRefusedWhileBuilding(String name) {
    assertThatThrownBy(() -> Element.of("u", name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void charactersThatXmlCannotCarryAreRefusedWhileBuilding() {
    var builder = Element.of("u", "a");

    for (var text : List.of("\u0000", "\uD800", "a\uDC00", "\uFFFE")) {
      assertThatThrownBy(() -> builder.text(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void contentIsNotPrinted() {
    assertThat(Element.text("u", "p:name", "山田太郎")).hasToString("{u}name");
  }
}
