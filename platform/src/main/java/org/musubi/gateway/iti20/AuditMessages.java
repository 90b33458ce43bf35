package org.musubi.gateway.iti20;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.ihe.atna.ActiveParticipant;
import org.musubi.ihe.atna.AuditCode;
import org.musubi.ihe.atna.AuditMessage;
import org.musubi.ihe.atna.EventOutcome;

/**
 * What an audit message of DICOM PS3.15 A.5 says, as details of a report. Names of people stay in
 * the raw message; an identifier, its issuer and the roles are told.
 */
final class AuditMessages {
  /** How IHE writes the subject of an assertion (ITI TF-2 3.40.4.2): alias, user, issuer. */
  private static final Pattern ASSERTED = Pattern.compile("([^<>]*)<([^<>]+)@([^<>@]+)>");

  private static final Pattern TRANSACTION = Pattern.compile("ITI-\\d{1,3}");
  private static final int MOST_PARTICIPANTS = 8;

  private AuditMessages() {}

  static void describe(AuditMessage message, Draft draft) {
    var event = message.event();
    var facts = draft.facts;
    facts.put("event", words(event.id()));
    facts.put("type", words(event.types()));
    event.types().stream()
        .map(AuditCode::code)
        .filter(code -> TRANSACTION.matcher(code).matches())
        .findFirst()
        .ifPresent(code -> facts.put("transaction", code));
    facts.put("action", event.action() == null ? null : event.action().code());
    facts.put("outcome", event.outcome().code());
    facts.put("source", message.source().id());
    facts.put("site", message.source().site());
    facts.put("purpose", words(event.purposes()));
    draft.ended(
        event.outcome() == EventOutcome.SUCCESS ? Result.DONE : Result.FAILED,
        event.outcomeDescription());
    participants(message.participants(), draft);
    for (var object : message.objects()) {
      UsedObjects.describe(object, draft);
    }
  }

  private static void participants(List<ActiveParticipant> participants, Draft draft) {
    int number = 0;
    for (var participant : participants) {
      if (++number > MOST_PARTICIPANTS) {
        draft.facts.left(1);
      } else {
        draft.facts.put("participant." + number, words(participant));
      }
      if (isPerson(participant)) {
        var asserted = asserted(participant);
        draft.about(
            What.Kind.PERSON,
            asserted == null ? participant.userId() : asserted.subject() + "@" + asserted.issuer(),
            null,
            null,
            -1);
      }
    }
  }

  private record Asserted(String subject, String issuer) {}

  private static @Nullable Asserted asserted(ActiveParticipant participant) {
    for (var written : new String[] {participant.name(), participant.userId()}) {
      var matcher = ASSERTED.matcher(written == null ? "" : written);
      if (matcher.matches()) {
        return new Asserted(matcher.group(2), matcher.group(3));
      }
    }
    return null;
  }

  /** A process is at a place of the network, or is the source or destination of the data. */
  private static boolean isPerson(ActiveParticipant participant) {
    return participant.media() == null
        && participant.accessPoint() == null
        && participant.roles().stream()
            .noneMatch(role ->
                role.means(ActiveParticipant.SOURCE) || role.means(ActiveParticipant.DESTINATION));
  }

  private static String words(ActiveParticipant participant) {
    var words = new ArrayList<@Nullable String>();
    words.add(participant.requestor() ? "requestor" : null);
    var asserted = asserted(participant);
    words.add("user=" + (asserted == null ? participant.userId() : asserted.subject()));
    words.add(asserted == null ? null : "issuer=" + asserted.issuer());
    words.add(
        participant.roles().isEmpty()
            ? null
            : "role="
                + participant.roles().stream()
                    .map(role -> role.code() + (role.system() == null ? "" : "/" + role.system()))
                    .collect(Collectors.joining("+")));
    var place = participant.accessPoint();
    words.add(place == null || place.id() == null ? null : "at=" + place.id());
    return words.stream().filter(Objects::nonNull).collect(Collectors.joining("; "));
  }

  private static @Nullable String words(List<AuditCode> codes) {
    return codes.isEmpty()
        ? null
        : codes.stream().map(AuditMessages::words).collect(Collectors.joining(", "));
  }

  private static String words(AuditCode code) {
    var text = code.text() == null ? code.displayName() : code.text();
    return text == null ? code.code() : code.code() + " " + text;
  }
}
