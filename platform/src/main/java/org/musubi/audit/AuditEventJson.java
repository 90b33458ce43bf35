package org.musubi.audit;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.musubi.core.Actor;
import org.musubi.core.Assurance;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;
import tools.jackson.databind.node.ObjectNode;

/**
 * An act as an HL7 FHIR R4 AuditEvent, with the codes of DICOM PS3.16 Annex D and of IHE for its
 * kind. Members and facilities are named by the identifiers of the platform ({@code urn:uuid:…}),
 * never by name, and the patient by a pseudonym of whoever reads it. What the trail says beyond
 * FHIR's words (which proofs, where in the log) is in details of its own.
 */
public final class AuditEventJson {
  private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
  private static final String IHE = "urn:ihe:event-type-code";
  private static final String URI = "urn:ietf:rfc:3986";
  private static final String ENTITY_TYPE =
      "http://terminology.hl7.org/CodeSystem/audit-entity-type";
  private static final String ROLE = "http://terminology.hl7.org/CodeSystem/object-role";

  private final String origin;

  /**
   * @param origin the log that holds the acts
   */
  AuditEventJson(String origin) {
    this.origin = origin;
  }

  /**
   * The resource.
   *
   * @param patients what whoever reads it may know a patient by
   */
  public ObjectNode of(Access access, Function<MedicalId, String> patients) {
    var event = access.event();
    var node =
        EntryText.JSON
            .createObjectNode()
            .put("resourceType", "AuditEvent")
            .put("id", event.act().toString());
    kind(node, event);
    node.put("action", action(event.action())).put("recorded", event.at().toString());
    outcome(node, access);
    coding(
        node.putArray("purposeOfEvent").addObject().putArray("coding").addObject(),
        "http://terminology.hl7.org/CodeSystem/v3-ActReason",
        event.actor().purpose().code(),
        null);
    agents(node, event.actor());
    source(node, access);
    entities(node, event, patients);
    return node;
  }

  private static void kind(ObjectNode node, AuditEvent event) {
    var kind = Kind.of(event.action());
    coding(node.putObject("type"), DCM, kind.code, kind.text);
    var transaction = event.details().get("transaction");
    if (transaction != null && transaction.startsWith("ITI-")) {
      coding(node.putArray("subtype").addObject(), IHE, transaction, null);
    } else if (kind.subtype != null) {
      coding(node.putArray("subtype").addObject(), DCM, kind.subtype, kind.subtypeText);
    }
  }

  private static String action(Action action) {
    return switch (action) {
      case DISCOVER, QUERY, SIGN_IN, SIGN_IN_REFUSED, SIGN_OUT, REFUSED, REPORTED -> "E";
      case RETRIEVE, HISTORY_READ -> "R";
      case STORE, CONSENT_GIVEN, CERTIFICATE_ISSUED, ASSERTION_ISSUED -> "C";
      case MEMBER_REGISTERED, FACILITY_REGISTERED, PRACTITIONER_REGISTERED -> "C";
      case ISSUER_REGISTERED,
          SERVICE_REGISTERED,
          COMPLAINT_RAISED,
          INQUIRY_OPENED,
          ERASURE_REQUESTED ->
          "C";
      default -> "U";
    };
  }

  /** 0 success, 4 refused, 8 failed; none when the trail cannot tell whether it happened. */
  private static void outcome(ObjectNode node, Access access) {
    var event = access.event();
    var outcome =
        switch (event.result()) {
          case REFUSED -> "4";
          case FAILED -> "8";
          case DONE -> "0";
          case INTENDED ->
              switch (access.ended()) {
                case SENT, COMPLETE -> "0";
                case ABORTED, FAILED -> "8";
                case MAY_HAVE_HAPPENED -> null;
              };
        };
    if (outcome != null) {
      node.put("outcome", outcome);
    }
    boolean claimed = event.action() == Action.REPORTED;
    var why = event.reason() != null && !claimed ? event.reason() : access.failure();
    node.put("outcomeDesc", access.ended().name() + (why == null ? "" : ": " + why));
  }

  /** The member's system, and the person on whose behalf; exactly one of them is the requestor. */
  private static void agents(ObjectNode node, Actor actor) {
    var agents = node.putArray("agent");
    var system = agents.addObject();
    coding(system.putObject("type"), DCM, "110153", "Source Role ID");
    if (!actor.member().equals(MemberId.NOBODY)) {
      identifier(system, "who", URI, "urn:uuid:" + actor.member());
    }
    system.put("altId", actor.memberProof()).put("requestor", actor.person() == null);
    var person = actor.person();
    if (person != null) {
      var human = agents.addObject();
      coding(
          human.putObject("type"),
          "http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
          "IRCP",
          "information recipient");
      identifier(human, "who", person.issuer(), person.subject());
      human.put("altId", String.valueOf(actor.personProof())).put("requestor", true);
    }
    if (actor.facility() != null) {
      var facility = agents.addObject();
      coding(
          facility.putObject("type"),
          "http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
          "CST",
          "custodian");
      identifier(facility, "who", URI, "urn:uuid:" + actor.facility());
      facility.put("altId", String.valueOf(actor.facilityProof())).put("requestor", false);
    }
  }

  private void source(ObjectNode node, Access access) {
    var source = node.putObject("source");
    source.put("site", origin);
    var observer = source.putObject("observer");
    observer.putObject("identifier").put("system", "urn:musubi:log").put("value", origin);
    observer.put("display", "entry " + access.position());
    coding(
        source.putArray("type").addObject(),
        "http://terminology.hl7.org/CodeSystem/security-source-type",
        "4",
        "Application Server");
  }

  private static void entities(
      ObjectNode node, AuditEvent event, Function<MedicalId, String> patients) {
    var entities = node.putArray("entity");
    var patient = event.patient();
    if (patient != null) {
      var entity = entities.addObject();
      identifier(entity, "what", "urn:musubi:pseudonym", patients.apply(patient));
      coding(entity.putObject("type"), ENTITY_TYPE, "1", "Person");
      coding(entity.putObject("role"), ROLE, "1", "Patient");
    }
    for (What what : event.what()) {
      var entity = entities.addObject();
      if (what.kind() != What.Kind.PATIENT_IDENTIFIER) {
        // A patient's number at others is no pseudonym: that there was one is told, not which.
        identifier(entity, "what", system(what), what.identifier());
      }
      coding(entity.putObject("type"), ENTITY_TYPE, "2", "System Object");
      coding(entity.putObject("role"), ROLE, role(what.kind()), null);
      entity.put("name", what.kind().name().toLowerCase(Locale.ROOT));
      var details = new TreeMap<String, @Nullable String>();
      details.put("ihe:homeCommunityID", what.home());
      details.put("sha256", what.sha256());
      details.put("size", what.size() < 0 ? null : Long.toString(what.size()));
      details(entity, details);
    }
    facts(node, event);
  }

  /** What does not fit elsewhere is an entity of its own. */
  private static void facts(ObjectNode node, AuditEvent event) {
    var facts = new TreeMap<String, @Nullable String>(event.details());
    if (event.action() == Action.REPORTED) {
      // Who took part, in the words of another system, may be a patient.
      facts.keySet().removeIf(key -> key.startsWith("participant") || key.startsWith("user"));
    }
    if (event.actor().assurance() != Assurance.SYSTEM) {
      facts.put("assurance", event.actor().assurance().name());
    }
    if (!facts.isEmpty()) {
      var entity = node.withArray("entity").addObject();
      coding(entity.putObject("type"), ENTITY_TYPE, "4", "Other");
      entity.put("name", "details");
      details(entity, facts);
    }
  }

  private static String system(What what) {
    return what.identifier().startsWith("urn:") ? URI : "urn:musubi:" + what.kind();
  }

  private static String role(What.Kind kind) {
    return switch (kind) {
      case DOCUMENT -> "3";
      case QUERY -> "24";
      case PERSON, PATIENT_IDENTIFIER, MEMBER, FACILITY -> "11";
      case CERTIFICATE, ASSERTION -> "13";
      default -> "4";
    };
  }

  private static void details(ObjectNode entity, Map<String, @Nullable String> details) {
    details.forEach((type, value) -> {
      if (value != null) {
        entity.withArray("detail").addObject().put("type", type).put("valueString", value);
      }
    });
  }

  private static void identifier(ObjectNode node, String name, String system, String value) {
    node.putObject(name).putObject("identifier").put("system", system).put("value", value);
  }

  private static void coding(ObjectNode node, String system, String code, @Nullable String text) {
    node.put("system", system).put("code", code);
    if (text != null) {
      node.put("display", text);
    }
  }

  /** DICOM's event for each kind of act. */
  private enum Kind {
    APPLICATION("110100", "Application Activity", null, null),
    QUERY("110112", "Query", null, null),
    EXPORT("110106", "Export", null, null),
    IMPORT("110107", "Import", null, null),
    PATIENT_RECORD("110110", "Patient Record", null, null),
    LOG_USED("110101", "Audit Log Used", null, null),
    LOGIN("110114", "User Authentication", "110122", "Login"),
    LOGOUT("110114", "User Authentication", "110123", "Logout"),
    NODE_REFUSED("110113", "Security Alert", "110126", "Node Authentication"),
    CONFIGURED("110113", "Security Alert", "110129", "Security Configuration"),
    ROLES("110113", "Security Alert", "110136", "Security Roles Changed");

    private final String code;
    private final String text;
    private final @Nullable String subtype;
    private final @Nullable String subtypeText;

    Kind(String code, String text, @Nullable String subtype, @Nullable String subtypeText) {
      this.code = code;
      this.text = text;
      this.subtype = subtype;
      this.subtypeText = subtypeText;
    }

    static Kind of(Action action) {
      return switch (action) {
        case DISCOVER, QUERY -> Kind.QUERY;
        case RETRIEVE -> EXPORT;
        case STORE -> IMPORT;
        case CONSENT_GIVEN, CONSENT_WITHDRAWN, PATIENT_LINKED -> PATIENT_RECORD;
        case COMPLAINT_RAISED, COMPLAINT_CHECKED, COMPLAINT_ANSWERED -> PATIENT_RECORD;
        case HISTORY_READ, TRAIL_EXPORTED -> LOG_USED;
        case INQUIRY_OPENED, INQUIRY_APPROVED, INQUIRY_REFUSED, INQUIRY_ENDED, INQUIRY_REVIEWED ->
            LOG_USED;
        case SIGN_IN, SIGN_IN_REFUSED -> LOGIN;
        case SIGN_OUT -> LOGOUT;
        case REFUSED -> NODE_REFUSED;
        case REPORTED -> APPLICATION;
        case PRACTITIONER_REGISTERED,
            FACILITY_REGISTERED,
            MEMBER_REGISTERED,
            MEMBER_SUSPENDED,
            MEMBER_RESUMED ->
            ROLES;
        case ASSERTION_ISSUED,
            CERTIFICATE_ISSUED,
            CERTIFICATE_REVOKED,
            ISSUER_REGISTERED,
            SERVICE_REGISTERED,
            PERSON_KEY_DESTROYED,
            ERASURE_REQUESTED,
            ERASURE_CONFIRMED,
            ERASURE_REFUSED,
            CLOCK_STEPPED,
            CLOCK_ADRIFT,
            CLOCK_TRUE ->
            CONFIGURED;
      };
    }
  }
}
