package org.musubi.ihe.xds;

import static org.musubi.ihe.xds.Ebxml.QUERY;
import static org.musubi.ihe.xds.Ebxml.RIM;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.xml.Element;

/**
 * A stored query, {@code query:AdhocQueryRequest}: the body of ITI-18 and ITI-38. It is a view: the
 * request, with every parameter known or unknown, is passed on as received (ITI TF-2 3.38.4.1.1),
 * changed only where {@link #withHome} and {@link #withPatient} say.
 */
public final class AdhocQuery {
  /** What is returned for each object found. */
  public enum ReturnType {
    LEAF_CLASS("LeafClass"),
    OBJECT_REF("ObjectRef");

    private final String wire;

    ReturnType(String wire) {
      this.wire = wire;
    }

    /** The wire form. */
    public String wire() {
      return wire;
    }
  }

  private final Element request;
  private final Element query;
  private final String id;
  private final ReturnType returnType;
  private final List<QuerySlot> slots;

  private AdhocQuery(Element request, Element query, String id, ReturnType returnType) {
    this.request = request;
    this.query = query;
    this.id = id;
    this.returnType = returnType;
    this.slots = query.all(RIM, "Slot").stream().map(QuerySlot::read).toList();
  }

  /**
   * Reads {@code query:AdhocQueryRequest}. Whether the query makes sense is asked with {@link
   * #problems}.
   *
   * @throws MalformedMessage when it is another element, lacks the query or its id, or asks for a
   *     returnType that IHE does not know
   */
  public static AdhocQuery parse(Element request) throws MalformedMessage {
    if (!request.is(QUERY, "AdhocQueryRequest")) {
      throw new MalformedMessage("an AdhocQueryRequest is expected");
    }
    Element query = Ebxml.only(request, RIM, "AdhocQuery");
    String id =
        query.attribute("id").orElseThrow(() -> new MalformedMessage("the AdhocQuery has no id"));
    String wire = Ebxml.only(request, QUERY, "ResponseOption").attribute("returnType").orElse("");
    for (ReturnType type : ReturnType.values()) {
      if (type.wire.equals(wire)) {
        return new AdhocQuery(request, query, id, type);
      }
    }
    throw new MalformedMessage("the returnType is neither LeafClass nor ObjectRef");
  }

  /** Starts a new query. */
  public static Builder of(StoredQuery query, ReturnType returnType) {
    return new Builder(query, returnType);
  }

  /** The id as written, {@code urn:uuid:…}. */
  public String id() {
    return id;
  }

  /** The stored query; empty when the id is unknown. */
  public Optional<StoredQuery> query() {
    return StoredQuery.of(id);
  }

  public ReturnType returnType() {
    return returnType;
  }

  /** The community addressed; empty when absent or not an OID URN. */
  public Optional<HomeCommunityId> home() {
    try {
      return homeText().map(HomeCommunityId::parse);
    } catch (IllegalArgumentException wrong) {
      return Optional.empty();
    }
  }

  Optional<String> homeText() {
    return query.attribute("home").filter(home -> !home.isEmpty());
  }

  /** Every slot, in order. */
  public List<QuerySlot> slots() {
    return slots;
  }

  /** The values of a parameter, joined by OR; empty when it is absent. */
  public List<String> values(String name) {
    return slots.stream()
        .filter(slot -> slot.name().equals(name))
        .flatMap(slot -> slot.values().stream())
        .toList();
  }

  /** The values of a parameter whose slot may be repeated: all of these, each one of its values. */
  public List<List<String>> conjunction(String name) {
    return slots.stream().filter(slot -> slot.name().equals(name)).map(QuerySlot::values).toList();
  }

  /** The first value of a parameter. */
  public Optional<String> value(String name) {
    return values(name).stream().findFirst();
  }

  /** The patient asked about; empty for queries by object id, and when it is not a CX. */
  public Optional<PatientIdentifier> patient() {
    try {
      return query()
          .flatMap(StoredQuery::patientParameter)
          .flatMap(parameter -> value(parameter.name()))
          .map(PatientIdentifier::parseCx);
    } catch (IllegalArgumentException wrong) {
      return Optional.empty();
    }
  }

  /** What is wrong with it, as the answer must say; empty when it can be run. */
  public List<RegistryError> problems(Transaction transaction) {
    return QueryRules.problems(this, transaction);
  }

  /** The same query, directed to a community. */
  public AdhocQuery withHome(HomeCommunityId home) {
    return replaced(query.withAttribute("home", home.toString()));
  }

  /**
   * The same query, about the patient as another community knows it.
   *
   * @throws IllegalStateException when the query names no patient
   */
  public AdhocQuery withPatient(PatientIdentifier patient) {
    String name =
        query()
            .flatMap(StoredQuery::patientParameter)
            .map(Parameter::name)
            .orElseThrow(() -> new IllegalStateException("the query names no patient"));
    return replaced(Rim.withSlot(query, name, List.of(QueryValues.single(patient.toCx()))));
  }

  /** The same query with these values, joined by OR, for a parameter; the others stay. */
  public AdhocQuery withAnyOf(String name, List<String> values) {
    return replaced(Rim.withSlot(query, name, apart(values)));
  }

  /** Each value in a list of its own: one {@code Value} holds at most 256 characters. */
  private static List<String> apart(List<String> values) {
    return values.stream().map(value -> QueryValues.list(List.of(value))).toList();
  }

  private AdhocQuery replaced(Element changed) {
    Element next = request.mapChildren(child -> child.is(RIM, "AdhocQuery") ? changed : child);
    return new AdhocQuery(next, changed, id, returnType);
  }

  /** The wire form. */
  public Element toElement() {
    return request;
  }

  /** Builds a query; parameters come out in the order given. */
  public static final class Builder {
    private final StoredQuery stored;
    private final ReturnType returnType;
    private final List<Element> slots = new ArrayList<>();
    private Optional<HomeCommunityId> home = Optional.empty();

    private Builder(StoredQuery stored, ReturnType returnType) {
      this.stored = stored;
      this.returnType = returnType;
    }

    /** The community addressed. */
    public Builder home(HomeCommunityId community) {
      home = Optional.of(community);
      return this;
    }

    /**
     * The patient.
     *
     * @throws IllegalStateException when the query takes none
     */
    public Builder patient(PatientIdentifier patient) {
      Parameter parameter =
          stored
              .patientParameter()
              .orElseThrow(() -> new IllegalStateException("the query names no patient"));
      return value(parameter.name(), patient.toCx());
    }

    /** A parameter with a single value. */
    public Builder value(String name, String value) {
      slots.add(Rim.slot(name, List.of(QueryValues.single(value))));
      return this;
    }

    /** A parameter with a list; given again for the same name it means AND. */
    public Builder anyOf(String name, List<String> values) {
      slots.add(Rim.slot(name, apart(values)));
      return this;
    }

    public AdhocQuery build() {
      Element.Builder query =
          Element.of(RIM, "rim:AdhocQuery").attribute("id", stored.id()).content(slots);
      home.ifPresent(community -> query.attribute("home", community.toString()));
      Element built = query.build();
      Element request =
          Element.of(QUERY, "query:AdhocQueryRequest")
              .add(
                  Element.of(QUERY, "query:ResponseOption")
                      .attribute("returnComposedObjects", "true")
                      .attribute("returnType", returnType.wire)
                      .build())
              .add(built)
              .build();
      return new AdhocQuery(request, built, stored.id(), returnType);
    }
  }
}
