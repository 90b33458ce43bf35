package org.musubi.ihe.atna;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.atna.ParticipantObject.Detail;
import org.musubi.ihe.atna.Reading.Accepted;
import org.musubi.ihe.atna.Reading.Malformed;
import org.musubi.ihe.xml.Element;

/** From the tree to the message, by local names; what is missing is named in the refusal. */
final class AuditReader {
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?)(?:(?<=\\.\\d{9})\\d+)?"
              + "(?:(Z)|([+-]\\d{2}):?(\\d{2}))?");

  private final ZoneId zone;

  AuditReader(ZoneId zone) {
    this.zone = zone;
  }

  /** Ends the reading of one message; never leaves this class. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final String reason;

    Refusal(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }

  Reading<AuditMessage> read(Element root) {
    if (!root.name().equals("AuditMessage")) {
      return new Malformed<>("the root element is not AuditMessage");
    }
    try {
      var participants = new ArrayList<ActiveParticipant>();
      for (var element : children(root, "ActiveParticipant")) {
        participants.add(participant(element));
      }
      if (participants.isEmpty()) {
        return new Malformed<>("no ActiveParticipant");
      }
      var objects = new ArrayList<ParticipantObject>();
      for (var element : children(root, "ParticipantObjectIdentification")) {
        objects.add(object(element));
      }
      return new Accepted<>(
          new AuditMessage(
              event(child(root, "EventIdentification")),
              participants,
              source(child(root, "AuditSourceIdentification")),
              objects));
    } catch (Refusal refusal) {
      return new Malformed<>(refusal.reason);
    } catch (IllegalArgumentException foreign) {
      return new Malformed<>("a ParticipantObjectDescription holds names that no schema has");
    }
  }

  private EventIdentification event(Element element) throws Refusal {
    var action = attribute(element, "EventActionCode");
    var known = action == null ? null : EventAction.of(action);
    if (action != null && known == null) {
      throw new Refusal("EventActionCode is none of C, R, U, D, E");
    }
    var outcome = EventOutcome.of(required(element, "EventOutcomeIndicator"));
    if (outcome == null) {
      throw new Refusal("EventOutcomeIndicator is none of 0, 4, 8, 12");
    }
    var matcher = DATE_TIME.matcher(required(element, "EventDateTime"));
    if (!matcher.matches()) {
      throw new Refusal("EventDateTime is not an xsd:dateTime");
    }
    var description = children(element, "EventOutcomeDescription");
    boolean zoned = matcher.group(3) != null || matcher.group(4) != null;
    return new EventIdentification(
        code(child(element, "EventID")),
        known,
        at(
            matcher.group(1) + "T" + matcher.group(2),
            offset(matcher.group(4), matcher.group(5)),
            zoned),
        zoned,
        outcome,
        codes(element, "EventTypeCode"),
        description.isEmpty() ? null : nullIfBlank(description.getFirst().text()),
        codes(element, "PurposeOfUse"));
  }

  private static String offset(@Nullable String hours, @Nullable String minutes) {
    return hours == null ? "Z" : hours + ":" + minutes;
  }

  private OffsetDateTime at(String local, String offset, boolean zoned) throws Refusal {
    try {
      var time = LocalDateTime.parse(local);
      return zoned ? time.atOffset(ZoneOffset.of(offset)) : time.atZone(zone).toOffsetDateTime();
    } catch (DateTimeException impossible) {
      throw new Refusal("EventDateTime is no date and time");
    }
  }

  private static ActiveParticipant participant(Element element) throws Refusal {
    var media = children(element, "MediaIdentifier");
    return new ActiveParticipant(
        element
            .attribute("UserID")
            .orElseThrow(() -> new Refusal("an ActiveParticipant has no UserID")),
        attribute(element, "AlternativeUserID"),
        attribute(element, "UserName"),
        flag(element, "UserIsRequestor"),
        codes(element, "RoleIDCode"),
        accessPoint(element),
        media.isEmpty() ? null : code(child(media.getFirst(), "MediaType")));
  }

  private static @Nullable NetworkAccessPoint accessPoint(Element element) throws Refusal {
    var id = attribute(element, "NetworkAccessPointID");
    var code = attribute(element, "NetworkAccessPointTypeCode");
    if (id == null && code == null) {
      return null;
    }
    var type = code == null ? null : NetworkAccessPoint.Type.of(code);
    if (code != null && type == null) {
      throw new Refusal("NetworkAccessPointTypeCode is not 1 to 5");
    }
    return new NetworkAccessPoint(type, id);
  }

  private static AuditSource source(Element element) throws Refusal {
    var types = new ArrayList<>(codes(element, "AuditSourceTypeCode"));
    for (var name : List.of("AuditSourceTypeCode", "csd-code", "code")) {
      var written = attribute(element, name);
      if (types.isEmpty() && written != null) {
        types.add(codeIn(element, written));
      }
    }
    return new AuditSource(
        element
            .attribute("AuditSourceID")
            .orElseThrow(() -> new Refusal("AuditSourceIdentification has no AuditSourceID")),
        attribute(element, "AuditEnterpriseSiteID"),
        types);
  }

  private static ParticipantObject object(Element element) throws Refusal {
    var details = new ArrayList<Detail>();
    for (var detail : children(element, "ParticipantObjectDetail")) {
      details.add(
          new Detail(
              detail.attribute("type").orElse(""),
              Octets.ofBase64OrText(detail.attribute("value").orElse(""))));
    }
    var names = children(element, "ParticipantObjectName");
    var queries = children(element, "ParticipantObjectQuery");
    var name = names.isEmpty() ? null : nullIfBlank(names.getFirst().text());
    var query = queries.isEmpty() ? null : Octets.ofBase64OrText(queries.getFirst().text().strip());
    if (name != null && query != null) {
      details.add(Detail.of("ParticipantObjectName", name));
      name = null;
    }
    return new ParticipantObject(
        attribute(element, "ParticipantObjectID"),
        constant(element, "ParticipantObjectTypeCode", ObjectType.values()),
        constant(element, "ParticipantObjectTypeCodeRole", ObjectRole.values()),
        constant(element, "ParticipantObjectDataLifeCycle", LifeCycle.values()),
        code(child(element, "ParticipantObjectIDTypeCode")),
        attribute(element, "ParticipantObjectSensitivity"),
        name,
        query,
        details,
        children(element, "ParticipantObjectDescription").stream()
            .map(AuditReader::withoutNamespaces)
            .toList());
  }

  private static <T> @Nullable T constant(Element element, String attribute, T[] constants)
      throws Refusal {
    var written = attribute(element, attribute);
    if (written == null) {
      return null;
    }
    if (!written.matches("[1-9][0-9]?") || Integer.parseInt(written) > constants.length) {
      throw new Refusal(attribute + " is not 1 to " + constants.length);
    }
    return constants[Integer.parseInt(written) - 1];
  }

  private static Element withoutNamespaces(Element element) {
    var bare = Element.of("", element.name());
    for (var attribute : element.attributes()) {
      if (attribute.namespace().isEmpty()) {
        bare.attribute(attribute.name(), attribute.value());
      }
    }
    element.children().forEach(child -> bare.add(withoutNamespaces(child)));
    return bare.text(element.children().isEmpty() ? element.text().strip() : "").build();
  }

  private static List<AuditCode> codes(Element parent, String name) throws Refusal {
    var codes = new ArrayList<AuditCode>();
    for (var element : children(parent, name)) {
      codes.add(code(element));
    }
    return codes;
  }

  private static AuditCode code(Element element) throws Refusal {
    var code = attribute(element, "csd-code");
    var old = code == null ? attribute(element, "code") : code;
    if (old == null) {
      throw new Refusal(element.name() + " has no code");
    }
    return codeIn(element, old);
  }

  private static AuditCode codeIn(Element element, String code) {
    var system = attribute(element, "codeSystemName");
    return new AuditCode(
        code,
        system == null ? attribute(element, "codeSystem") : system,
        attribute(element, "originalText"),
        attribute(element, "displayName"));
  }

  private static boolean flag(Element element, String name) throws Refusal {
    var written = attribute(element, name);
    return switch (written == null ? "false" : written) {
      case "true", "1", "TRUE", "True" -> true;
      case "false", "0", "FALSE", "False" -> false;
      default -> throw new Refusal(name + " is not an xsd:boolean");
    };
  }

  private static String required(Element element, String name) throws Refusal {
    var written = attribute(element, name);
    if (written == null) {
      throw new Refusal(element.name() + " has no " + name);
    }
    return written;
  }

  private static @Nullable String attribute(Element element, String name) {
    return nullIfBlank(element.attribute(name).orElse(""));
  }

  private static @Nullable String nullIfBlank(String text) {
    var stripped = text.strip();
    return stripped.isEmpty() ? null : stripped;
  }

  private static Element child(Element parent, String name) throws Refusal {
    var all = children(parent, name);
    if (all.isEmpty()) {
      throw new Refusal(parent.name() + " has no " + name);
    }
    return all.getFirst();
  }

  private static List<Element> children(Element parent, String name) {
    return parent.children().stream().filter(child -> child.name().equals(name)).toList();
  }
}
