package org.musubi.ihe.devicelog;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.devicelog.DeviceRecord.Kind;
import org.musubi.ihe.devicelog.DeviceRecord.Outcome;

/** unbound with log-queries, log-replies, log-local-actions and rpz-log (unbound.conf(5)). */
final class UnboundLines implements LineParser {
  private static final Pattern HEAD =
      Pattern.compile(
          "(?:\\[(\\d{9,11})] unbound)?\\[\\d+:[0-9a-f]+] (?:info|query|reply|notice): ");
  private static final String QUESTION = "(\\S{1,1024}) ([A-Z0-9]{1,16}) (?:IN|CH|HS|ANY)";
  private static final Pattern QUERY =
      Pattern.compile(
          "(?:query: |reply: )?([0-9A-Fa-f:.]{2,45})(?:@(\\d{1,5}))? "
              + QUESTION
              + "(?: ([A-Z]{3,16}) [\\d.]+ [01] \\d+.{0,100})?$");
  private static final Pattern LOCAL =
      Pattern.compile(
          "\\S{1,1024} ([a-z_]{4,24}) ([0-9A-Fa-f:.]{2,45})@(\\d{1,5}) " + QUESTION + "$");
  private static final Pattern POLICY =
      Pattern.compile(
          "rpz: applied (?:\\[[^\\]]{1,100}] )?\\S{1,1024} (rpz-[a-z-]{2,30})"
              + " ([0-9A-Fa-f:.]{2,45})(?:@(\\d{1,5}))? "
              + QUESTION);

  @Override
  public @Nullable Draft read(Line line) {
    var head = line.starts(HEAD);
    if (head == null) {
      return null;
    }
    var draft = event(line.after(head.end()));
    return draft == null || head.group(1) == null ? draft : draft.at(line.stamp(head.group(1)));
  }

  private static @Nullable Draft event(Line line) {
    var query = line.starts(QUERY);
    if (query != null) {
      return asked(query.group(1), query.group(2), query.group(4) + " " + query.group(3))
          .outcome(outcome(query.group(5)));
    }
    var policy = line.starts(POLICY);
    var local = policy == null ? line.starts(LOCAL) : policy;
    if (local == null) {
      return null;
    }
    var what = local.group(1);
    boolean let = what.matches("rpz-passthru|inform|transparent|typetransparent|static|redirect");
    return asked(
            local.group(2), local.group(3), local.group(5) + " " + local.group(4) + ", " + what)
        .outcome(let ? Outcome.ALLOWED : Outcome.DENIED);
  }

  private static Draft asked(@Nullable String client, @Nullable String port, String action) {
    return new Draft(Kind.UNBOUND).by("DNS").from(client, port).action(action);
  }

  private static Outcome outcome(@Nullable String code) {
    return switch (code == null ? "" : code) {
      case "" -> Outcome.UNKNOWN;
      case "NOERROR" -> Outcome.ALLOWED;
      case "REFUSED" -> Outcome.DENIED;
      default -> Outcome.FAILED;
    };
  }
}
