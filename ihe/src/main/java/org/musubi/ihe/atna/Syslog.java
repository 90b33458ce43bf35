package org.musubi.ihe.atna;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One syslog message: RFC 5424, or a line as RFC 3164 describes it. Writing is always RFC 5424.
 * {@code toString} shows neither the message nor the structured data.
 *
 * @param form how it was written
 * @param facility 0 to 23
 * @param severity 0 (emergency) to 7 (debug)
 * @param at TIMESTAMP
 * @param host HOSTNAME, null for "-"
 * @param app APP-NAME, the TAG of RFC 3164, null for "-"
 * @param process PROCID, null for "-"
 * @param id MSGID, null for "-"
 * @param data STRUCTURED-DATA
 * @param bom whether MSG began with the byte order mark, which says that it is UTF-8
 * @param body MSG without the mark
 */
public record Syslog(
    Form form,
    int facility,
    int severity,
    @Nullable StatedTime at,
    @Nullable String host,
    @Nullable String app,
    @Nullable String process,
    @Nullable String id,
    List<Parameters> data,
    boolean bom,
    Octets body) {
  /** The MSGID that ITI-20 prescribes (ITI TF-2 3.20.4.1.2). */
  public static final String AUDIT_ID = "IHE+RFC-3881";

  private static final Set<String> AUDIT_IDS = Set.of(AUDIT_ID, "IHE+DICOM", "DICOM+RFC3881");
  private static final int SECURITY = 10;
  private static final Pattern NAME = Pattern.compile("[!-~&&[^=\\]\"]]{1,32}");
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  /** How a message was written. */
  public enum Form {
    /** With a version, as IHE uses it. */
    RFC_5424,
    /** As devices write it: without year, zone and version. */
    RFC_3164
  }

  /**
   * One element of structured data.
   *
   * @param id SD-ID
   * @param parameters SD-PARAMs in their order
   */
  public record Parameters(String id, List<Parameter> parameters) {
    /** Copies the list. */
    public Parameters {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * One name and value.
   *
   * @param name PARAM-NAME
   * @param value PARAM-VALUE, unescaped
   */
  public record Parameter(String name, String value) {}

  /**
   * @throws IllegalArgumentException when a field is not what RFC 5424 section 6 allows
   */
  public Syslog {
    data = List.copyOf(data);
    if (facility < 0 || facility > 23 || severity < 0 || severity > 7) {
      throw new IllegalArgumentException("facility is 0 to 23, severity 0 to 7");
    }
    if (form == Form.RFC_5424) {
      printable(host, 255);
      printable(app, 48);
      printable(process, 128);
      printable(id, 32);
      data.forEach(Syslog::named);
    }
  }

  private static void printable(@Nullable String field, int length) {
    if (field != null
        && (field.isEmpty()
            || field.equals("-")
            || field.length() > length
            || !field.chars().allMatch(c -> c > ' ' && c < 0x7f))) {
      throw new IllegalArgumentException("a field of the header is printable ASCII of its length");
    }
  }

  private static void named(Parameters element) {
    if (!NAME.matcher(element.id()).matches()
        || !element.parameters().stream().allMatch(p -> NAME.matcher(p.name()).matches())) {
      throw new IllegalArgumentException("a name of structured data is not an SD-NAME");
    }
  }

  /**
   * An audit message as ITI-20 sends it: facility 10, severity 5 or, where the act failed, 4; no
   * structured data; no byte order mark, which ITI TF-2 3.20.4.1.2 discourages.
   *
   * @param host the own host name or address
   * @param app the own name
   * @param process the own process id
   */
  public static Syslog of(
      AuditMessage message, Instant at, String host, String app, String process) {
    return new Syslog(
        Form.RFC_5424,
        SECURITY,
        message.event().outcome() == EventOutcome.SUCCESS ? 5 : 4,
        new StatedTime(at, true),
        host,
        app,
        process,
        AUDIT_ID,
        List.of(),
        false,
        Octets.of(message.toXml()));
  }

  /**
   * Reads one message; never throws for what was sent. A line without PRI is no syslog message.
   *
   * @param message without any framing
   * @param arrived when, to find the year of a stamp without one
   * @param zone the zone of a stamp without one
   */
  public static Reading<Syslog> read(byte[] message, Instant arrived, ZoneId zone) {
    return new SyslogParser(message, arrived, zone).read();
  }

  /** Whether it says, or looks as if, it carries an audit message. */
  public boolean isAudit() {
    if (id != null && AUDIT_IDS.contains(id)) {
      return true;
    }
    var start = body.text().stripLeading();
    return start.startsWith("<AuditMessage")
        || (start.startsWith("<?xml") && start.contains("<AuditMessage"));
  }

  /** The same message with the byte order mark, for a receiver that insists on RFC 5424 6.4. */
  public Syslog withBom() {
    return new Syslog(form, facility, severity, at, host, app, process, id, data, true, body);
  }

  /** The message in the form of RFC 5424, times in UTC to the microsecond. */
  public byte[] toBytes() {
    var head =
        new StringBuilder()
            .append('<')
            .append(facility * 8 + severity)
            .append(">1 ")
            .append(at == null ? "-" : MICROSECONDS.format(at.at().truncatedTo(ChronoUnit.MICROS)));
    for (var field : new String[] {host, app, process, id}) {
      head.append(' ').append(field == null ? "-" : field);
    }
    head.append(' ').append(data.isEmpty() ? "-" : "");
    for (var element : data) {
      head.append('[').append(element.id());
      for (var parameter : element.parameters()) {
        head.append(' ').append(parameter.name()).append("=\"");
        head.append(parameter.value().replaceAll("([\\\\\"\\]])", "\\\\$1")).append('"');
      }
      head.append(']');
    }
    var out = new ByteArrayOutputStream(head.length() + body.size() + 4);
    out.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    if (bom || body.size() > 0) {
      out.write(' ');
      out.writeBytes((bom ? "\uFEFF" : "").getBytes(StandardCharsets.UTF_8));
      out.writeBytes(body.bytes());
    }
    return out.toByteArray();
  }

  @Override
  public String toString() {
    return "Syslog[" + form + ", " + facility + "." + severity + ", " + body.size() + " bytes]";
  }
}
