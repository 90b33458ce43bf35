package org.musubi.gateway.iti20;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.atna.Octets;
import tools.jackson.databind.JsonNode;

/**
 * What an AuditEvent of FHIR R4 says, as details of a report, in the same words as an audit message
 * of DICOM. Names of people stay in the raw resource.
 */
final class FhirEvents {
  private static final Pattern TRANSACTION = Pattern.compile("ITI-\\d{1,3}");
  private static final int MOST_PARTICIPANTS = 8;
  private static final String OID = "urn:oid:";

  /** DICOM's roles of processes: application, launcher, destination, source, media. */
  private static final Set<String> PROCESSES =
      Set.of("110150", "110151", "110152", "110153", "110154", "110155");

  private FhirEvents() {}

  static void describe(JsonNode event, Draft draft) {
    var facts = draft.facts;
    SenderClock.note(draft, OffsetDateTime.parse(event.path("recorded").asString()).toInstant());
    facts.put("event", words(event.path("type")));
    var types = all(event.path("subtype"));
    facts.put("type", types.stream().map(FhirEvents::words).collect(Collectors.joining(", ")));
    types.stream()
        .map(type -> text(type, "code"))
        .filter(code -> TRANSACTION.matcher(code).matches())
        .findFirst()
        .ifPresent(code -> facts.put("transaction", code));
    facts.put("action", text(event, "action"));
    var outcome = text(event, "outcome");
    facts.put("outcome", outcome);
    var observer = event.path("source").path("observer");
    draft.host(named(observer));
    facts.put("source", named(observer));
    facts.put("site", text(event.path("source"), "site"));
    facts.put(
        "purpose",
        all(event.path("purposeOfEvent")).stream()
            .map(purpose -> words(purpose.path("coding").path(0)))
            .collect(Collectors.joining(", ")));
    draft.ended(
        outcome.isEmpty() || outcome.equals("0") ? Result.DONE : Result.FAILED,
        text(event, "outcomeDesc"));
    agents(all(event.path("agent")), draft);
    all(event.path("entity")).forEach(entity -> entity(entity, draft));
  }

  private static void agents(List<JsonNode> agents, Draft draft) {
    int number = 0;
    for (var agent : agents) {
      if (++number > MOST_PARTICIPANTS) {
        draft.facts.left(1);
      } else {
        draft.facts.put("participant." + number, participant(agent));
      }
      if (isPerson(agent)) {
        var issuer = text(agent.path("who").path("identifier"), "system");
        draft.about(
            What.Kind.PERSON, user(agent) + (issuer.isEmpty() ? "" : "@" + issuer), null, null, -1);
      }
    }
  }

  private static String participant(JsonNode agent) {
    var words = new ArrayList<String>();
    if (agent.path("requestor").asBoolean()) {
      words.add("requestor");
    }
    words.add("user=" + user(agent));
    var issuer = text(agent.path("who").path("identifier"), "system");
    if (!issuer.isEmpty()) {
      words.add("issuer=" + issuer);
    }
    var roles = new ArrayList<String>();
    for (var coding : codings(agent)) {
      roles.add(text(coding, "code"));
    }
    if (!roles.isEmpty()) {
      words.add("role=" + String.join("+", roles));
    }
    var place = text(agent.path("network"), "address");
    if (!place.isEmpty()) {
      words.add("at=" + place);
    }
    return String.join("; ", words);
  }

  private static String user(JsonNode agent) {
    var value = text(agent.path("who").path("identifier"), "value");
    var reference = text(agent.path("who"), "reference");
    return value.isEmpty() ? reference.isEmpty() ? text(agent, "altId") : reference : value;
  }

  private static boolean isPerson(JsonNode agent) {
    var reference = text(agent.path("who"), "reference");
    return !user(agent).isEmpty()
        && agent.path("network").isMissingNode()
        && !reference.startsWith("Organization/")
        && !reference.startsWith("Device/")
        && codings(agent).stream().noneMatch(role -> PROCESSES.contains(text(role, "code")));
  }

  private static List<JsonNode> codings(JsonNode agent) {
    var codings = new ArrayList<JsonNode>(all(agent.path("type").path("coding")));
    all(agent.path("role")).forEach(role -> codings.addAll(all(role.path("coding"))));
    return codings;
  }

  private static void entity(JsonNode entity, Draft draft) {
    var kind = kind(entity);
    var query = query(text(entity, "query"));
    var identifier = entity.path("what").path("identifier");
    var named =
        kind == What.Kind.PATIENT_IDENTIFIER ? patient(identifier) : text(identifier, "value");
    var home =
        all(entity.path("detail")).stream()
            .filter(detail -> text(detail, "type").equalsIgnoreCase("ihe:homeCommunityID"))
            .map(detail -> text(detail, "valueString"))
            .findFirst()
            .orElse(null);
    var reference = text(entity.path("what"), "reference");
    var code = text(entity.path("type"), "code");
    draft.about(
        kind,
        !named.isEmpty() ? named : !reference.isEmpty() ? reference : query == null ? null : code,
        home,
        query == null ? null : UsedObjects.sha256(query),
        query == null ? -1 : query.size());
  }

  /** The numbers of type and role are those of DICOM. */
  private static What.Kind kind(JsonNode entity) {
    var reference = text(entity.path("what"), "reference");
    var role = text(entity.path("role"), "code");
    if (role.equals("1") || reference.startsWith("Patient/")) {
      return What.Kind.PATIENT_IDENTIFIER;
    }
    if (role.equals("24") || entity.has("query")) {
      return What.Kind.QUERY;
    }
    return switch (text(entity.path("type"), "code")) {
      case "1" -> What.Kind.PERSON;
      case "3" -> What.Kind.FACILITY;
      case "2" -> Set.of("3", "4", "20").contains(role) ? What.Kind.DOCUMENT : What.Kind.SERVICE;
      default -> role.equals("3") ? What.Kind.DOCUMENT : What.Kind.SERVICE;
    };
  }

  /** In the form of IHE where the assigner is an OID, else as FHIR writes a token. */
  private static String patient(JsonNode identifier) {
    var system = text(identifier, "system");
    var value = text(identifier, "value");
    if (value.isEmpty() || system.isEmpty()) {
      return value;
    }
    try {
      return system.startsWith(OID)
          ? new PatientIdentifier(new Oid(system.substring(OID.length())), value).toCx()
          : system + "|" + value;
    } catch (IllegalArgumentException other) {
      return system + "|" + value;
    }
  }

  private static @Nullable Octets query(String base64) {
    if (base64.isEmpty()) {
      return null;
    }
    try {
      return Octets.of(Base64.getMimeDecoder().decode(base64));
    } catch (IllegalArgumentException plain) {
      return Octets.of(base64);
    }
  }

  private static String named(JsonNode reference) {
    var value = text(reference.path("identifier"), "value");
    var address = text(reference, "reference");
    return !value.isEmpty() ? value : !address.isEmpty() ? address : text(reference, "display");
  }

  private static String words(JsonNode coding) {
    return (text(coding, "code") + " " + text(coding, "display")).strip();
  }

  private static List<JsonNode> all(JsonNode list) {
    var all = new ArrayList<JsonNode>();
    if (list.isArray()) {
      list.forEach(all::add);
    }
    return all;
  }

  /** Empty for what is no text: only the least is held against a form. */
  private static String text(JsonNode node, String name) {
    var found = node.path(name);
    return found.isString() ? found.asString("").strip() : "";
  }
}
