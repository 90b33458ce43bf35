package org.musubi.portal.web;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Access;
import org.musubi.audit.Receipt;
import org.musubi.audit.What;
import org.musubi.portal.reading.JapaneseDates;

/**
 * What a page says of a report beside its facts: that it is a claim, of whom, how well the sender
 * is shown, whose clock dates it, and what came. Numbers of patients that the report names are
 * blotted out of the text, as they are among its things.
 *
 * @param authenticated whether a certificate showed the sender
 * @param unread why the message could not be read; empty when it was
 * @param stated when it happened by the sender's clock; empty when it does not say
 * @param clock what is known of that clock
 * @param happened the same by our clock; empty when it is not known better than as stated
 * @param repeated the act that recorded the same before; empty when none is known
 * @param form what came
 * @param text what came, as text
 */
record TrailReport(
    String sender,
    boolean authenticated,
    String unread,
    String stated,
    String clock,
    String happened,
    String repeated,
    String form,
    String text) {
  /** Where DICOM and FHIR name people, or carry what may name them. */
  private static final Pattern NAMES =
      Pattern.compile(
          "(?s)(<ParticipantObject(?:Name|Query)>).*?(</ParticipantObject(?:Name|Query)>)"
              + "|(?<=\\bUserName=\")[^\"]*(?=\")"
              + "|(?<=\"(?:query|display|name|valueBase64Binary)\":\\s?\")[^\"]*(?=\")");

  private static final String BLOTTED = "（患者番号）";

  /** Of an act that is a report, shown with the receipt of this very look; null for any other. */
  static @Nullable TrailReport of(Access access, TrailWords words, Receipt receipt) {
    var raw = access.raw();
    if (raw == null) {
      return null;
    }
    var event = access.event();
    var details = event.details();
    return new TrailReport(
        words.names().member(event.actor().member()),
        !"no".equals(details.get("authenticated")),
        details.containsKey("unread") && event.reason() != null ? event.reason() : "",
        moment(details.get("stated")),
        clock(details),
        moment(details.get("happened")),
        details.getOrDefault("same-as", ""),
        form(raw.form()) + "、" + raw.bytes().length + " バイト",
        blotted(raw.text(), event.what()));
  }

  private static String clock(Map<String, String> details) {
    return switch (details.getOrDefault("clock", "")) {
      case "STATED" -> "送信元の時計は受信日時と合っています。";
      case "CORRECTED" -> "送信元の時計が" + off(details.get("clock-offset")) + "ため、補正した日時を併記しています。";
      case "ARRIVAL" -> "送信元の時計のずれが分からないため、受信日時で記録しています。";
      case "AHEAD" -> "申告された日時が受信日時より後です。送信元の時計が進んでいます。";
      case "UNCHECKED" -> "申告された日時のままです。送信元の時計のずれは確認できません。";
      default -> "";
    };
  }

  private static String off(@Nullable String offset) {
    try {
      var late = Duration.parse(offset == null ? "PT0S" : offset);
      return late.abs().toSeconds() + "秒" + (late.isNegative() ? "進んでいる" : "遅れている");
    } catch (DateTimeParseException other) {
      return "ずれている";
    }
  }

  private static String moment(@Nullable String instant) {
    try {
      return instant == null ? "" : JapaneseDates.moment(Instant.parse(instant));
    } catch (DateTimeParseException other) {
      return instant;
    }
  }

  private static String form(String form) {
    return switch (form) {
      case "dicom" -> "監査メッセージ（DICOM）";
      case "fhir" -> "監査記録（FHIR AuditEvent）";
      default -> "syslog";
    };
  }

  private static String blotted(String text, Iterable<What> things) {
    var shown = text;
    for (var what : things) {
      if (what.kind() == What.Kind.PATIENT_IDENTIFIER) {
        var identifier = what.identifier();
        int end = identifier.indexOf('^') < 0 ? identifier.indexOf('|') + 1 : 0;
        var number = end > 0 ? identifier.substring(end) : identifier.split("\\^", 2)[0];
        if (!number.isBlank()) {
          shown = shown.replace(number, BLOTTED);
        }
      }
    }
    return NAMES
        .matcher(shown)
        .replaceAll(found ->
            Objects.requireNonNullElse(found.group(1), "")
                + BLOTTED
                + Objects.requireNonNullElse(found.group(2), ""));
  }

  /** Shows nothing of what came. */
  @Override
  public String toString() {
    return "TrailReport[" + form + "]";
  }
}
