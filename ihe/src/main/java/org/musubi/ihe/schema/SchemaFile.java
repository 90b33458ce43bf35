package org.musubi.ihe.schema;

import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** The schema documents that messages start from, each compiled once when first needed. */
enum SchemaFile {
  QUERY("urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0", "/wsdl/schema/ebRS30/query.xsd"),
  SUBMIT("urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0", "/wsdl/schema/ebRS30/lcm.xsd"),
  XDSB("urn:ihe:iti:xds-b:2007", "/wsdl/schema/IHE/IHEXDSB.xsd"),
  FIND_CANDIDATES("urn:hl7-org:v3", "/schema/HL7V3/NE2008/multicacheschemas/PRPA_IN201305UV02.xsd"),
  CANDIDATES("urn:hl7-org:v3", "/schema/HL7V3/NE2008/multicacheschemas/PRPA_IN201306UV02.xsd");

  /** The XDS.b namespace is spread over two documents that import each other through ebRIM. */
  private static final String NAMESPACE_GROWTH = "http://apache.org/xml/features/namespace-growth";

  private final String namespace;
  private final String path;
  private volatile @Nullable Schema compiled;

  SchemaFile(String namespace, String path) {
    this.namespace = namespace;
    this.path = path;
  }

  String namespace() {
    return namespace;
  }

  Schema schema() {
    Schema ready = compiled;
    return ready == null ? compile() : ready;
  }

  private synchronized Schema compile() {
    Schema ready = compiled;
    if (ready != null) {
      return ready;
    }
    try {
      SchemaFactory factory = SchemaFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, ClassPathSchemas.SCHEME);
      factory.setFeature(NAMESPACE_GROWTH, true);
      factory.setResourceResolver(new ClassPathSchemas());
      Schema schema =
          factory.newSchema(
              new StreamSource(ClassPathSchemas.open(path), ClassPathSchemas.SCHEME + ":" + path));
      compiled = schema;
      return schema;
    } catch (SAXException broken) {
      throw new IllegalStateException("the official schemas do not load from " + path, broken);
    }
  }
}
