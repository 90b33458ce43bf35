package org.musubi.ihe.devicelog;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.devicelog.DeviceRecord.Kind;
import org.musubi.ihe.devicelog.DeviceRecord.Outcome;

/**
 * nginx: the format "combined" and what begins like it (ngx_http_log_module), the error log where
 * it names a client, JSON with nginx's variable names, and ModSecurity's audit record as JSON.
 */
final class NginxLines implements LineParser {
  private static final Pattern COMBINED =
      Pattern.compile(
          "(\\S+) \\S+ ([^\\[]*) \\[([^\\]]{20,40})] \"((?:[^\"\\\\]|\\\\.)*+)\" (\\d{3}) (?:\\d+|-)");
  private static final Pattern ERROR =
      Pattern.compile(
          "(\\d{4}/\\d{2}/\\d{2} \\d{2}:\\d{2}:\\d{2}) \\[[a-z]+] \\d+#\\d+: (?:\\*\\d+ )?"
              + "(.+?), client: ([^,\\s]+)");
  private static final String[] TIMES = {
    "time_iso8601", "time_local", "msec", "@timestamp", "timestamp", "time", "ts"
  };

  @Override
  public @Nullable Draft read(Line line) {
    var access = line.starts(COMBINED);
    if (access != null) {
      var words = access.group(4).split(" ", 3);
      return new Draft(Kind.NGINX)
          .at(line.stamp(access.group(3)))
          .from(access.group(1), null)
          .by("HTTP")
          .subject(access.group(2))
          .action(words.length < 2 ? null : LineParser.request(words[0], words[1]))
          .status(access.group(5));
    }
    var error = line.starts(ERROR);
    if (error != null) {
      return new Draft(Kind.NGINX)
          .at(line.stamp(error.group(1)))
          .from(error.group(3), null)
          .by("HTTP")
          .action(error.group(2))
          .outcome(Outcome.FAILED);
    }
    return null;
  }

  @Override
  public @Nullable Draft read(Line line, Map<String, String> fields) {
    if (fields.containsKey("transaction.client_ip")) {
      return modSecurity(line, fields);
    }
    var client = LineParser.first(fields, "remote_addr", "realip_remote_addr");
    if (client == null) {
      return null;
    }
    var request = LineParser.first(fields, "request");
    var words = request == null ? new String[0] : request.split(" ", 3);
    var method = LineParser.first(fields, "request_method");
    var url = LineParser.first(fields, "request_uri", "uri");
    var draft =
        new Draft(Kind.NGINX)
            .at(line.stamp(LineParser.first(fields, TIMES)))
            .from(client, LineParser.first(fields, "remote_port"))
            .to(
                LineParser.first(fields, "server_addr", "server_name", "host"),
                LineParser.first(fields, "server_port"))
            .by("HTTP")
            .subject(LineParser.first(fields, "ssl_client_s_dn", "remote_user"))
            .action(
                method == null && words.length >= 2
                    ? LineParser.request(words[0], words[1])
                    : LineParser.request(method, url))
            .status(LineParser.first(fields, "status"));
    var verified = LineParser.first(fields, "ssl_client_verify");
    return verified != null && verified.startsWith("FAILED")
        ? draft.outcome(Outcome.DENIED)
        : draft;
  }

  private static Draft modSecurity(Line line, Map<String, String> fields) {
    var request =
        LineParser.request(
            LineParser.first(fields, "transaction.request.method"),
            LineParser.first(fields, "transaction.request.uri"));
    var rule =
        LineParser.first(fields, "transaction.messages.0.details.ruleId", "messages.0.data.id");
    return new Draft(Kind.MODSECURITY)
        .at(
            line.stamp(
                LineParser.first(
                    fields,
                    "transaction.unix_timestamp",
                    "transaction.time_stamp",
                    "transaction.timestamp")))
        .from(
            LineParser.first(fields, "transaction.client_ip"),
            LineParser.first(fields, "transaction.client_port"))
        .to(
            LineParser.first(fields, "transaction.host_ip"),
            LineParser.first(fields, "transaction.host_port"))
        .by("HTTP")
        .action(request == null || rule == null ? request : request + ", rule " + rule)
        .status(
            LineParser.first(
                fields, "transaction.response.http_code", "transaction.response.status"));
  }
}
