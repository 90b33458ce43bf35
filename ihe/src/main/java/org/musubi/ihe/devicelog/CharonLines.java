package org.musubi.ihe.devicelog;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.devicelog.DeviceRecord.Kind;
import org.musubi.ihe.devicelog.DeviceRecord.Outcome;

/** strongSwan's charon: security associations and why there are none. The peer is the source. */
final class CharonLines implements LineParser {
  private static final Pattern HEAD =
      Pattern.compile("(?:\\d{2})\\[([A-Z]{2,3})] (?:<[^>]{1,64}> )?");
  private static final Pattern SA =
      Pattern.compile(
          "(?:deleting )?IKE_SA \\S+?\\[\\d+] (established )?between"
              + " ([^\\[\\s]+)\\[([^\\]]*)]\\.\\.\\.([^\\[\\s]+)\\[([^\\]]*)]");
  private static final Pattern CHILD =
      Pattern.compile(
          "(closing )?(?:inbound |outbound )?CHILD_SA \\S+?\\{\\d+} (established )?(?:with SPIs .{1,200})?"
              + "(?:\\([^)]*\\) .{0,200})?(?:and|with) TS (.{1,300})");
  private static final Pattern AUTHENTICATED =
      Pattern.compile(
          "authentication of '([^']*)' (?:\\(myself\\) )?(?:with .{1,80} )?(successful|failed)");
  private static final Pattern PACKET =
      Pattern.compile("(received|sending) packet: from (\\S+)\\[(\\d+)] to (\\S+)\\[(\\d+)]");
  private static final Pattern INITIATING =
      Pattern.compile("(\\S+) is initiating an? .{0,40}IKE_SA");
  private static final Pattern CALLING = Pattern.compile("initiating .{0,40}IKE_SA \\S+ to (\\S+)");
  private static final Pattern REFUSED =
      Pattern.compile(
          "received AUTHENTICATION_FAILED|no matching peer config|no trusted .{1,40} found"
              + "|constraint check failed|certificate was revoked|subject certificate invalid"
              + "|certificate status is not available|no IKE config found|NO_PROPOSAL_CHOSEN");
  private static final Pattern BROKEN =
      Pattern.compile(
          "giving up after \\d+ retransmits|peer not responding|establishing .{0,60}failed"
              + "|received [A-Z_]+ (?:error )?notify|unable to ");
  private static final Pattern NAMED =
      Pattern.compile("(?:for|subject:?) ['\"]([^'\"]{1,300})['\"]");

  @Override
  public @Nullable Draft read(Line line) {
    var head = line.starts(HEAD);
    if (head == null) {
      return null;
    }
    var rest = line.after(head.end());
    var draft = association(rest);
    if (draft == null) {
      draft = step(rest);
    }
    return draft == null ? trouble(rest) : draft;
  }

  private static Draft ike(String action, Outcome outcome) {
    return new Draft(Kind.STRONGSWAN).by("IKE").action(action).outcome(outcome);
  }

  private static @Nullable Draft association(Line line) {
    var sa = line.starts(SA);
    if (sa != null) {
      return ike(
              sa.group(1) == null ? "IKE_SA deleted" : "IKE_SA established",
              sa.group(1) == null ? Outcome.UNKNOWN : Outcome.ALLOWED)
          .from(sa.group(4), null)
          .to(sa.group(2), null)
          .subject(sa.group(5));
    }
    var child = line.starts(CHILD);
    return child == null
        ? null
        : ike(
                (child.group(1) == null ? "CHILD_SA established, " : "CHILD_SA closed, ")
                    + child.group(3),
                child.group(1) == null ? Outcome.ALLOWED : Outcome.UNKNOWN)
            .by("ESP");
  }

  private static @Nullable Draft step(Line line) {
    var authenticated = line.starts(AUTHENTICATED);
    if (authenticated != null) {
      boolean good = authenticated.group(2).equals("successful");
      return ike(
              good ? "authentication successful" : "authentication failed",
              good ? Outcome.ALLOWED : Outcome.DENIED)
          .subject(authenticated.group(1));
    }
    var packet = line.starts(PACKET);
    if (packet != null) {
      return ike(packet.group(1) + " packet", Outcome.UNKNOWN)
          .from(packet.group(2), packet.group(3))
          .to(packet.group(4), packet.group(5));
    }
    var initiating = line.starts(INITIATING);
    if (initiating != null) {
      return ike("IKE_SA initiated", Outcome.UNKNOWN).from(initiating.group(1), null);
    }
    var calling = line.starts(CALLING);
    return calling == null
        ? null
        : ike("IKE_SA initiated", Outcome.UNKNOWN).to(calling.group(1), null);
  }

  private static @Nullable Draft trouble(Line line) {
    boolean refused = line.has(REFUSED) != null;
    if (!refused && line.has(BROKEN) == null) {
      return null;
    }
    var named = line.has(NAMED);
    return ike(line.text(), refused ? Outcome.DENIED : Outcome.FAILED)
        .subject(named == null ? null : named.group(1));
  }
}
