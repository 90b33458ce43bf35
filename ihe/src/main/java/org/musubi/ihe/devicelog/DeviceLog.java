package org.musubi.ihe.devicelog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.atna.Octets;
import org.musubi.ihe.atna.Reading.Accepted;
import org.musubi.ihe.atna.Reading.Malformed;
import org.musubi.ihe.atna.StatedTime;
import org.musubi.ihe.atna.Syslog;
import org.musubi.ihe.devicelog.DeviceRecord.Kind;
import org.musubi.ihe.devicelog.DeviceRecord.Outcome;

/**
 * Reads lines of network devices and proxies: nftables and ulogd, nginx with ModSecurity, Squid,
 * strongSwan, FRR, unbound; as syslog (RFC 5424, RFC 3164), as a line of a syslog file, or bare. A
 * line that is not understood is a record too, {@link Kind#UNPARSED} with a reason: none is lost,
 * none throws. Whatever a line says is a claim of whoever sent it. Safe for use by many threads.
 */
public final class DeviceLog {
  /** Bytes of a line of text that are looked at; a longer one is kept unparsed. */
  public static final int MAX_TEXT = 8 * 1024;

  /** Bytes of a JSON object that are looked at; a longer one is kept unparsed. */
  public static final int MAX_JSON = 256 * 1024;

  private static final Pattern FILE_HEAD =
      Pattern.compile("[A-Z][a-z]{2} [ 0-3]\\d \\d{2}:\\d{2}:\\d{2}[. ]|\\d{4}-\\d{2}-\\d{2}T");
  private static final LineParser NETFILTER = new NetfilterLines();
  private static final LineParser NGINX = new NginxLines();
  private static final LineParser SQUID = new SquidLines();
  private static final LineParser CHARON = new CharonLines();
  private static final LineParser BGPD = new BgpdLines();
  private static final LineParser UNBOUND = new UnboundLines();
  private static final List<LineParser> ALL =
      List.of(NETFILTER, NGINX, SQUID, CHARON, BGPD, UNBOUND);
  private static final Map<String, LineParser> BY_PROGRAM =
      Map.ofEntries(
          Map.entry("kernel", NETFILTER),
          Map.entry("ulogd", NETFILTER),
          Map.entry("nginx", NGINX),
          Map.entry("modsecurity", NGINX),
          Map.entry("squid", SQUID),
          Map.entry("(squid-1)", SQUID),
          Map.entry("charon", CHARON),
          Map.entry("charon-systemd", CHARON),
          Map.entry("ipsec", CHARON),
          Map.entry("bgpd", BGPD),
          Map.entry("unbound", UNBOUND));

  private final Clock clock;
  private final ZoneId zone;

  /**
   * A reader.
   *
   * @param clock says when a line arrives
   * @param zone the zone of stamps that say none, as those of RFC 3164; in Japan Asia/Tokyo
   */
  public DeviceLog(Clock clock, ZoneId zone) {
    this.clock = clock;
    this.zone = zone;
  }

  /** Reads a line that arrives now and names its device itself, or does not. */
  public DeviceRecord read(byte[] line) {
    return read(line, null, clock.instant());
  }

  /**
   * Reads a line.
   *
   * @param device the device by its connection, for lines that do not name it
   * @param arrived when it arrived
   */
  public DeviceRecord read(byte[] line, @Nullable String device, Instant arrived) {
    var raw = Octets.of(line);
    if (line.length > MAX_JSON) {
      return unparsed(raw, device, null, null, "the line is longer than the limit");
    }
    var headed = headed(line);
    if (headed == null) {
      return parsed(new Line(raw.text().strip(), raw, device, null, null, arrived, zone));
    }
    return switch (Syslog.read(headed, arrived, zone)) {
      case Malformed<Syslog>(String reason) -> unparsed(raw, device, null, null, reason);
      case Accepted<Syslog>(Syslog read) ->
          parsed(
              new Line(
                  read.body().text().strip(),
                  raw,
                  read.host() == null ? device : read.host(),
                  read.app(),
                  read.at(),
                  arrived,
                  zone));
    };
  }

  /** The line as a syslog message; a line of a syslog file lacks only its priority. */
  private static byte @Nullable [] headed(byte[] line) {
    if (line.length > 0 && line[0] == '<') {
      return line;
    }
    var start = new String(line, 0, Math.min(line.length, 32), StandardCharsets.ISO_8859_1);
    if (!FILE_HEAD.matcher(start).lookingAt()) {
      return null;
    }
    var whole = new ByteArrayOutputStream(line.length + 4);
    whole.writeBytes("<13>".getBytes(StandardCharsets.US_ASCII));
    whole.writeBytes(line);
    return whole.toByteArray();
  }

  private static DeviceRecord parsed(Line line) {
    var named = line.program() == null ? null : BY_PROGRAM.get(line.program());
    var parsers = named == null ? ALL : List.of(named);
    if (line.text().startsWith("{")) {
      var fields = JsonFields.of(line.text());
      if (fields == null) {
        return unparsed(line, "it begins like JSON and is none");
      }
      return first(parsers, line, fields);
    }
    if (line.text().length() > MAX_TEXT) {
      return unparsed(line, "the line is longer than the limit");
    }
    return first(parsers, line, null);
  }

  private static DeviceRecord first(
      List<LineParser> parsers, Line line, @Nullable Map<String, String> fields) {
    for (var parser : parsers) {
      var draft = fields == null ? parser.read(line) : parser.read(line, fields);
      if (draft != null) {
        return draft.of(line);
      }
    }
    return unparsed(
        line,
        parsers.size() == 1
            ? "a line of a known program, but of no known kind"
            : "a line of no known program");
  }

  private static DeviceRecord unparsed(Line line, String reason) {
    return unparsed(line.raw(), line.device(), line.program(), line.at(), reason);
  }

  private static DeviceRecord unparsed(
      Octets raw,
      @Nullable String device,
      @Nullable String program,
      @Nullable StatedTime at,
      String reason) {
    return new DeviceRecord(
        Kind.UNPARSED,
        device,
        program,
        at,
        null,
        null,
        null,
        null,
        null,
        Outcome.UNKNOWN,
        raw,
        reason);
  }
}
