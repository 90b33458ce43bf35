package org.musubi.ihe.devicelog;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.devicelog.DeviceRecord.Kind;
import org.musubi.ihe.devicelog.DeviceRecord.Outcome;

/**
 * Squid: the native access log (logformat squid), and JSON with the names that are usual for it.
 */
final class SquidLines implements LineParser {
  private static final Pattern NATIVE =
      Pattern.compile(
          " *(\\d{9,11}\\.\\d{3}) +-?\\d+ (\\S+) ([A-Z_]+)/(\\d{3}) \\d+ (\\S+) (\\S+) (\\S+)"
              + " [A-Z_]+/(\\S+)");
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:[a-z]+://)?(\\[[0-9A-Fa-f:.]+]|[^/:?#@]+)(?::(\\d{1,5}))?(?:[/?#]|$)");
  private static final Pattern RESULT = Pattern.compile("((?:TCP|UDP|NONE)[A-Z_]*)(?:/(\\d{3}))?");

  @Override
  public @Nullable Draft read(Line line) {
    var matcher = line.starts(NATIVE);
    return matcher == null
        ? null
        : access(
                matcher.group(2),
                null,
                matcher.group(3),
                matcher.group(4),
                matcher.group(5),
                matcher.group(6),
                matcher.group(8))
            .subject(matcher.group(7))
            .at(line.stamp(matcher.group(1)));
  }

  @Override
  public @Nullable Draft read(Line line, Map<String, String> fields) {
    var result =
        LineParser.first(
            fields, "squid_status", "squid_request_status", "result_code", "result", "action");
    var client =
        LineParser.first(fields, "client_ip", "client_addr", "clientip", "src_ip", "client");
    var matcher = RESULT.matcher(result == null ? "" : result);
    if (client == null || !matcher.matches()) {
      return null;
    }
    var status = LineParser.first(fields, "http_status", "status_code", "status", "code");
    return access(
            client,
            LineParser.first(fields, "client_port", "src_port"),
            matcher.group(1),
            matcher.group(2) == null ? status : matcher.group(2),
            LineParser.first(fields, "method", "http_method", "request_method"),
            LineParser.first(fields, "url", "uri", "request_url"),
            LineParser.first(fields, "server_ip", "peer_ip", "dest_ip", "destination_ip"))
        .subject(LineParser.first(fields, "cert_subject", "user", "username", "user_name"))
        .at(line.stamp(LineParser.first(fields, "timestamp", "time", "ts", "@timestamp")));
  }

  private static Draft access(
      @Nullable String client,
      @Nullable String clientPort,
      String result,
      @Nullable String status,
      @Nullable String method,
      @Nullable String url,
      @Nullable String server) {
    String host = null;
    String port = null;
    if (url != null) {
      var authority = AUTHORITY.matcher(url);
      if (authority.lookingAt()) {
        host = authority.group(1);
        port = authority.group(2);
        if (port == null) {
          port = url.startsWith("https:") ? "443" : url.startsWith("http:") ? "80" : null;
        }
      }
    }
    boolean reached = server != null && !server.equals("-");
    var draft =
        new Draft(Kind.SQUID)
            .from(client, clientPort)
            .to(reached ? server : host, port)
            .by("HTTP")
            .action(LineParser.request(method, url))
            .status(status);
    return result.contains("DENIED") ? draft.outcome(Outcome.DENIED) : draft;
  }
}
