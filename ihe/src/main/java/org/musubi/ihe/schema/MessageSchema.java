package org.musubi.ihe.schema;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.Validator;
import org.musubi.ihe.xml.Element;
import org.xml.sax.SAXException;

/**
 * The message bodies that can be checked against the official schemas: ebXML RegRep 3.0 and IHE
 * XDS.b (ITI TF-2 Appendix W), HL7 v3 2008 Normative Edition. Schemas are read at first use, which
 * takes up to a second, from the class path only. Safe for use by many threads.
 */
public enum MessageSchema {
  STORED_QUERY(SchemaFile.QUERY, "AdhocQueryRequest"),
  STORED_QUERY_RESPONSE(SchemaFile.QUERY, "AdhocQueryResponse"),
  RETRIEVE(SchemaFile.XDSB, "RetrieveDocumentSetRequest"),
  RETRIEVE_RESPONSE(SchemaFile.XDSB, "RetrieveDocumentSetResponse"),
  PROVIDE_AND_REGISTER(SchemaFile.XDSB, "ProvideAndRegisterDocumentSetRequest"),
  REGISTER(SchemaFile.SUBMIT, "SubmitObjectsRequest"),
  PATIENT_DISCOVERY(SchemaFile.FIND_CANDIDATES, "PRPA_IN201305UV02"),
  PATIENT_DISCOVERY_RESPONSE(SchemaFile.CANDIDATES, "PRPA_IN201306UV02");

  private final SchemaFile file;
  private final String root;

  MessageSchema(SchemaFile file, String root) {
    this.file = file;
    this.root = root;
  }

  /** The schema for a body by its root element; empty when there is none. */
  public static Optional<MessageSchema> of(Element body) {
    for (MessageSchema schema : values()) {
      if (body.is(schema.file.namespace(), schema.root)) {
        return Optional.of(schema);
      }
    }
    return Optional.empty();
  }

  /** Reads the schema now, so that the first message need not wait. */
  public void warm() {
    Schema loaded = file.schema();
    loaded.newValidator();
  }

  /**
   * Checks a body.
   *
   * @return what is wrong, at most {@value ProblemCollector#MOST} points; empty when it is valid
   */
  public List<SchemaProblem> problems(Element body) {
    if (!body.is(file.namespace(), root)) {
      return List.of(ProblemCollector.notTheMessage(root));
    }
    Validator validator = file.schema().newValidator();
    ProblemCollector collector = new ProblemCollector(validator);
    validator.setErrorHandler(collector);
    validator.setResourceResolver(new ClassPathSchemas());
    try {
      validator.validate(new DOMSource(body.toDocument()));
    } catch (SAXException enough) {
      if (collector.problems().isEmpty()) {
        return List.of(ProblemCollector.unreadable(root));
      }
    } catch (IOException impossible) {
      throw new IllegalStateException("validation in memory does no input", impossible);
    }
    return collector.problems();
  }
}
