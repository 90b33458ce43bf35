package org.musubi.ihe.xds;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.musubi.ihe.PatientIdentifier;

/**
 * What makes a stored query runnable (ITI TF-2 3.18.4.1.2.3, 3.38.4.1.3). Unknown parameters are
 * not an error: they are passed on. Messages name parameters, never values.
 */
final class QueryRules {
  private static final Pattern UUID =
      Pattern.compile("urn:uuid:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final AdhocQuery query;
  private final StoredQuery stored;
  private final List<RegistryError> problems = new ArrayList<>();

  private QueryRules(AdhocQuery query, StoredQuery stored) {
    this.query = query;
    this.stored = stored;
  }

  static List<RegistryError> problems(AdhocQuery query, Transaction transaction) {
    Optional<StoredQuery> stored = query.query();
    if (stored.isEmpty()) {
      return List.of(
          RegistryError.of(ErrorCode.UNKNOWN_STORED_QUERY, "the id names no stored query"));
    }
    QueryRules rules = new QueryRules(query, stored.get());
    rules.slots();
    stored.get().parameters().forEach(rules::parameter);
    rules.choice();
    rules.home(transaction);
    return List.copyOf(rules.problems);
  }

  private void add(ErrorCode code, String context) {
    problems.add(RegistryError.of(code, context));
  }

  private void slots() {
    Map<String, Integer> seen = new HashMap<>();
    for (QuerySlot slot : query.slots()) {
      if (!slot.wellFormed()) {
        add(ErrorCode.REGISTRY_ERROR, "the value of " + shown(slot.name()) + " is not well-formed");
      }
      boolean conjunctive = stored.parameter(slot.name()).map(Parameter::conjunctive).orElse(true);
      if (seen.merge(slot.name(), 1, Integer::sum) == 2 && !conjunctive) {
        add(ErrorCode.STORED_QUERY_PARAM_NUMBER, slot.name() + " is given more than once");
      }
    }
  }

  private String shown(String name) {
    return stored.parameter(name).isPresent() ? name : "an unknown parameter";
  }

  private void parameter(Parameter parameter) {
    List<String> values = query.values(parameter.name());
    if (values.size() > 1 && !parameter.multiple()) {
      add(ErrorCode.STORED_QUERY_PARAM_NUMBER, parameter.name() + " takes a single value");
    }
    if (values.stream().anyMatch(value -> !fits(parameter.type(), value))) {
      add(
          ErrorCode.REGISTRY_ERROR,
          parameter.name() + " is not coded as " + described(parameter.type()));
    }
    if (parameter.required() && values.stream().noneMatch(v -> counts(parameter.type(), v))) {
      add(
          ErrorCode.STORED_QUERY_MISSING_PARAM,
          "the required parameter " + parameter.name() + " is missing");
    }
  }

  private void choice() {
    List<String> names = stored.exactlyOneOf();
    if (names.isEmpty()) {
      return;
    }
    long given = names.stream().filter(name -> !query.values(name).isEmpty()).count();
    if (given == 0) {
      add(
          ErrorCode.STORED_QUERY_MISSING_PARAM,
          "one of " + String.join(", ", names) + " is needed");
    } else if (given > 1) {
      add(
          ErrorCode.STORED_QUERY_PARAM_NUMBER,
          "only one of " + String.join(", ", names) + " may be given");
    }
  }

  private void home(Transaction transaction) {
    if (query.homeText().isPresent() && query.home().isEmpty()) {
      add(ErrorCode.UNKNOWN_COMMUNITY, "the home attribute is not of the form urn:oid:<OID>");
    } else if (transaction == Transaction.CROSS_GATEWAY
        && stored.patientParameter().isEmpty()
        && query.homeText().isEmpty()) {
      add(
          ErrorCode.MISSING_HOME_COMMUNITY_ID,
          "a query that names no patient needs the home attribute");
    }
  }

  /** A status that is not understood is ignored, so it cannot satisfy a required parameter. */
  private static boolean counts(Parameter.Type type, String value) {
    return type != Parameter.Type.STATUS
        || value.equals(Ebxml.APPROVED)
        || value.equals(Ebxml.DEPRECATED);
  }

  private static boolean fits(Parameter.Type type, String value) {
    return switch (type) {
      case PATIENT -> isCx(value);
      case CODE -> Codes.isQueryForm(value);
      case TIME -> Dtm.isValid(value);
      case UUID -> UUID.matcher(value).matches();
      case STATUS, PATTERN, TEXT -> !value.isBlank();
    };
  }

  private static boolean isCx(String value) {
    try {
      return !PatientIdentifier.parseCx(value).value().isEmpty();
    } catch (IllegalArgumentException wrong) {
      return false;
    }
  }

  private static String described(Parameter.Type type) {
    return switch (type) {
      case PATIENT -> "id^^^&OID&ISO";
      case CODE -> "code^^scheme";
      case TIME -> "YYYY[MM[DD[hh[mm[ss]]]]]";
      case UUID -> "urn:uuid:…";
      case STATUS, PATTERN, TEXT -> "a text";
    };
  }
}
