package org.musubi.ihe.atna;

import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.xml.Element;

/** From the message to the tree of the DICOM schema. */
final class AuditWriter {
  private AuditWriter() {}

  static Element element(AuditMessage message) {
    var root = Element.of("", "AuditMessage").add(event(message.event()));
    message.participants().forEach(participant -> root.add(participant(participant)));
    root.add(source(message.source()));
    message.objects().forEach(object -> root.add(object(object)));
    return root.build();
  }

  private static Element event(EventIdentification event) {
    var element = Element.of("", "EventIdentification");
    if (event.action() != null) {
      element.attribute("EventActionCode", event.action().code());
    }
    var form =
        event.zoneStated()
            ? DateTimeFormatter.ISO_OFFSET_DATE_TIME
            : DateTimeFormatter.ISO_LOCAL_DATE_TIME;
    element
        .attribute("EventDateTime", form.format(event.at()))
        .attribute("EventOutcomeIndicator", event.outcome().code())
        .add(code("EventID", event.id()));
    event.types().forEach(type -> element.add(code("EventTypeCode", type)));
    if (event.outcomeDescription() != null) {
      element.add(
          Element.text("", "EventOutcomeDescription", carriable(event.outcomeDescription())));
    }
    event.purposes().forEach(purpose -> element.add(code("PurposeOfUse", purpose)));
    return element.build();
  }

  private static Element participant(ActiveParticipant participant) {
    var element = Element.of("", "ActiveParticipant");
    element.attribute("UserID", carriable(participant.userId()));
    optional(element, "AlternativeUserID", participant.alternativeId());
    optional(element, "UserName", participant.name());
    element.attribute("UserIsRequestor", Boolean.toString(participant.requestor()));
    var place = participant.accessPoint();
    if (place != null) {
      optional(element, "NetworkAccessPointID", place.id());
      var type = place.type();
      optional(element, "NetworkAccessPointTypeCode", type == null ? null : type.code());
    }
    participant.roles().forEach(role -> element.add(code("RoleIDCode", role)));
    if (participant.media() != null) {
      element.add(
          Element.of("", "MediaIdentifier").add(code("MediaType", participant.media())).build());
    }
    return element.build();
  }

  private static Element source(AuditSource source) {
    var element = Element.of("", "AuditSourceIdentification");
    optional(element, "AuditEnterpriseSiteID", source.site());
    element.attribute("AuditSourceID", carriable(source.id()));
    for (var type : source.types()) {
      boolean bare = type.system() == null && type.text() == null && type.displayName() == null;
      element.add(
          bare
              ? Element.of("", "AuditSourceTypeCode")
                  .attribute("csd-code", carriable(type.code()))
                  .build()
              : code("AuditSourceTypeCode", type));
    }
    return element.build();
  }

  private static Element object(ParticipantObject object) {
    var element = Element.of("", "ParticipantObjectIdentification");
    optional(element, "ParticipantObjectID", object.id());
    number(element, "ParticipantObjectTypeCode", object.type());
    number(element, "ParticipantObjectTypeCodeRole", object.role());
    number(element, "ParticipantObjectDataLifeCycle", object.lifeCycle());
    optional(element, "ParticipantObjectSensitivity", object.sensitivity());
    element.add(code("ParticipantObjectIDTypeCode", object.idType()));
    if (object.name() != null) {
      element.add(Element.text("", "ParticipantObjectName", carriable(object.name())));
    }
    if (object.query() != null) {
      element.add(Element.text("", "ParticipantObjectQuery", object.query().base64()));
    }
    for (var detail : object.details()) {
      element.add(
          Element.of("", "ParticipantObjectDetail")
              .attribute("type", carriable(detail.type()))
              .attribute("value", detail.value().base64())
              .build());
    }
    return element.add(object.descriptions()).build();
  }

  /** DICOM wants system and text always: where the sender gave none they are empty. */
  private static Element code(String name, AuditCode code) {
    var element = Element.of("", name).attribute("csd-code", carriable(code.code()));
    element.attribute("codeSystemName", carriable(orEmpty(code.system())));
    optional(element, "displayName", code.displayName());
    return element.attribute("originalText", carriable(orEmpty(code.text()))).build();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static void optional(Element.Builder element, String name, @Nullable String value) {
    if (value != null) {
      element.attribute(name, carriable(value));
    }
  }

  private static void number(Element.Builder element, String name, @Nullable Enum<?> constant) {
    if (constant != null) {
      element.attribute(name, Integer.toString(constant.ordinal() + 1));
    }
  }

  /** An act is recorded whatever characters a name holds. */
  private static String carriable(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints().map(c -> fits(c) ? c : 0xFFFD).forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean fits(int c) {
    if (c < 0x20) {
      return c == '\t' || c == '\n' || c == '\r';
    }
    return c < 0xD800 || (c > 0xDFFF && c != 0xFFFE && c != 0xFFFF);
  }
}
