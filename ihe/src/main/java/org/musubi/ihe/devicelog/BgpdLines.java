package org.musubi.ihe.devicelog;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.devicelog.DeviceRecord.Kind;
import org.musubi.ihe.devicelog.DeviceRecord.Outcome;

/** FRR's bgpd: neighbours that come and go, notifications, too many prefixes. */
final class BgpdLines implements LineParser {
  private static final Pattern HEAD =
      Pattern.compile(
          "(?:(\\d{4}/\\d{2}/\\d{2} \\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?) (?:BGP|bgpd): )?"
              + "(?:\\[[A-Z0-9]{5}-[A-Z0-9]{5}])?(?:\\[EC \\d+])? ?");
  private static final Pattern CHANGE =
      Pattern.compile(
          "%ADJCHANGE: neighbor ([^\\s(]+)(?:\\([^)]*\\))?(?: in vrf \\S+)? (Up|Down) ?(.{0,200})");
  private static final Pattern NOTIFICATION =
      Pattern.compile(
          "%NOTIFICATION(?:\\([^)]*\\))?: (sent to|received from) neighbor ([^\\s(]+)(?:\\([^)]*\\))?"
              + " (\\d+/\\d+ \\([^)]*\\))");
  private static final Pattern PREFIXES =
      Pattern.compile("%MAXPFX: No\\. of .{1,40} prefix received from ([^\\s(]+).{0,80}");

  @Override
  public @Nullable Draft read(Line line) {
    var head = line.starts(HEAD);
    var rest = head == null ? line : line.after(head.end());
    var draft = event(rest);
    return draft == null || head == null || head.group(1) == null
        ? draft
        : draft.at(line.stamp(head.group(1)));
  }

  private static @Nullable Draft event(Line line) {
    var draft = new Draft(Kind.FRR_BGP).by("BGP");
    var change = line.starts(CHANGE);
    if (change != null) {
      boolean up = change.group(2).equals("Up");
      return draft
          .from(change.group(1), null)
          .action("neighbor " + change.group(2) + " " + change.group(3))
          .outcome(up ? Outcome.ALLOWED : Outcome.FAILED);
    }
    var notification = line.starts(NOTIFICATION);
    if (notification != null) {
      boolean sent = notification.group(1).equals("sent to");
      return (sent
              ? draft.to(notification.group(2), null)
              : draft.from(notification.group(2), null))
          .action("NOTIFICATION " + notification.group(3))
          .outcome(Outcome.FAILED);
    }
    var prefixes = line.starts(PREFIXES);
    return prefixes == null
        ? null
        : draft.from(prefixes.group(1), null).action(prefixes.group()).outcome(Outcome.DENIED);
  }
}
