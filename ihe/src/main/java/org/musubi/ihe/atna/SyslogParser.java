package org.musubi.ihe.atna;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.atna.Reading.Accepted;
import org.musubi.ihe.atna.Reading.Malformed;
import org.musubi.ihe.atna.Syslog.Form;
import org.musubi.ihe.atna.Syslog.Parameter;
import org.musubi.ihe.atna.Syslog.Parameters;

/** Reads one message. Bytes are looked at as Latin 1, so that places in text and bytes are one. */
final class SyslogParser {
  private static final int MOST_ELEMENTS = 64;
  private static final int MOST_PARAMETERS = 256;
  private static final Pattern PRI = Pattern.compile("<(0|[1-9]\\d{0,2})>");
  private static final Pattern VERSION = Pattern.compile("([1-9]\\d{0,2}) ");
  private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[^ ]{8,25}");
  private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._:\\-]{1,255}) (?=[^ ])");
  private static final Pattern TAG =
      Pattern.compile("([A-Za-z0-9_./()\\-]{1,48})(?:\\[([!-~&&[^\\]]]{1,128})])?: ?");

  private final byte[] bytes;
  private final String text;
  private final Instant arrived;
  private final ZoneId zone;
  private int place;

  SyslogParser(byte[] bytes, Instant arrived, ZoneId zone) {
    this.bytes = bytes;
    this.text = new String(bytes, StandardCharsets.ISO_8859_1);
    this.arrived = arrived;
    this.zone = zone;
  }

  Reading<Syslog> read() {
    var priority = PRI.matcher(text);
    if (!priority.lookingAt() || Integer.parseInt(priority.group(1)) > 191) {
      return new Malformed<>("PRI is not <0> to <191>");
    }
    int value = Integer.parseInt(priority.group(1));
    place = priority.end();
    var version = VERSION.matcher(text).region(place, text.length());
    if (!version.lookingAt()) {
      return new Accepted<>(line(value));
    }
    if (!version.group(1).equals("1")) {
      return new Malformed<>("a version of syslog that is not 1");
    }
    place = version.end();
    return message(value);
  }

  private Reading<Syslog> message(int priority) {
    var stamp = field(64);
    var host = field(255);
    var app = field(48);
    var process = field(128);
    var id = field(32);
    if (stamp == null || host == null || app == null || process == null || id == null) {
      return new Malformed<>("a field of the header is missing, too long or not printable ASCII");
    }
    var at = stamp.equals("-") ? null : StatedTime.ofIso(stamp, zone);
    if (!stamp.equals("-") && at == null) {
      return new Malformed<>("TIMESTAMP is not that of RFC 3339");
    }
    var data = structuredData();
    if (data == null) {
      return new Malformed<>("STRUCTURED-DATA is not well formed");
    }
    if (place < text.length() && text.charAt(place) != ' ') {
      return new Malformed<>("no space before MSG");
    }
    int start = Math.min(place + 1, bytes.length);
    boolean bom = text.startsWith("\u00EF\u00BB\u00BF", start);
    return new Accepted<>(
        new Syslog(
            Form.RFC_5424,
            priority / 8,
            priority % 8,
            at,
            known(host),
            known(app),
            known(process),
            known(id),
            data,
            bom,
            Octets.of(bytes, bom ? start + 3 : start, bytes.length)));
  }

  private static @Nullable String known(String field) {
    return field.equals("-") ? null : field;
  }

  /** The next field up to its space or the end; null when it is not one. */
  private @Nullable String field(int longest) {
    int end = text.indexOf(' ', place);
    if (end < 0) {
      return null;
    }
    var field = text.substring(place, end);
    place = end + 1;
    boolean good = !field.isEmpty() && field.length() <= longest;
    return good && field.chars().allMatch(c -> c > ' ' && c < 0x7f) ? field : null;
  }

  private @Nullable List<Parameters> structuredData() {
    if (text.startsWith("-", place)) {
      place++;
      return List.of();
    }
    var elements = new ArrayList<Parameters>();
    while (text.startsWith("[", place)) {
      place++;
      var element = element();
      if (element == null || elements.size() == MOST_ELEMENTS) {
        return null;
      }
      elements.add(element);
    }
    return elements.isEmpty() ? null : elements;
  }

  private @Nullable Parameters element() {
    var id = name();
    var parameters = new ArrayList<Parameter>();
    while (text.startsWith(" ", place)) {
      place++;
      var name = name();
      if (name == null || !text.startsWith("=\"", place) || parameters.size() == MOST_PARAMETERS) {
        return null;
      }
      place += 2;
      var value = value();
      if (value == null) {
        return null;
      }
      parameters.add(new Parameter(name, value));
    }
    if (id == null || !text.startsWith("]", place)) {
      return null;
    }
    place++;
    return new Parameters(id, parameters);
  }

  private @Nullable String name() {
    int start = place;
    while (place < text.length() && "=]\" ".indexOf(text.charAt(place)) < 0) {
      place++;
    }
    var name = text.substring(start, place);
    boolean good = !name.isEmpty() && name.length() <= 32;
    return good && name.chars().allMatch(c -> c > ' ' && c < 0x7f) ? name : null;
  }

  private @Nullable String value() {
    var raw = new StringBuilder();
    for (; place < text.length(); place++) {
      char c = text.charAt(place);
      if (c == '"') {
        place++;
        return new String(
            raw.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      }
      if (c == '\\' && place + 1 < text.length() && "\"\\]".indexOf(text.charAt(place + 1)) >= 0) {
        c = text.charAt(++place);
      }
      raw.append(c);
    }
    return null;
  }

  /** A line of RFC 3164: stamp, host and tag where they can be told, all else is the body. */
  private Syslog line(int priority) {
    StatedTime at = null;
    var bsd = StatedTime.BSD.matcher(text).region(place, text.length());
    var iso = ISO.matcher(text).region(place, text.length());
    if (bsd.lookingAt()) {
      at = StatedTime.ofBsd(bsd.group(), arrived, zone);
      place = after(at, bsd.end());
    } else if (iso.lookingAt()) {
      at = StatedTime.ofIso(iso.group(), zone);
      place = after(at, iso.end());
    }
    String host = null;
    var named = HOST.matcher(text).region(place, text.length());
    // A word with a colon at its end is a tag: some devices leave their name out.
    if (at != null && named.lookingAt() && !named.group(1).endsWith(":")) {
      host = named.group(1);
      place = named.end();
    }
    String app = null;
    String process = null;
    var tag = TAG.matcher(text).region(place, text.length());
    if (tag.lookingAt()) {
      app = tag.group(1);
      process = tag.group(2);
      place = tag.end();
    }
    return new Syslog(
        Form.RFC_3164,
        priority / 8,
        priority % 8,
        at,
        host,
        app,
        process,
        null,
        List.of(),
        false,
        Octets.of(bytes, place, bytes.length));
  }

  private int after(@Nullable StatedTime at, int end) {
    if (at == null) {
      return place;
    }
    return text.startsWith(" ", end) ? end + 1 : end;
  }
}
