package org.musubi.gateway.iti20;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.Circumstances;
import org.musubi.audit.Raw;
import org.musubi.audit.Result;
import org.musubi.audit.TrailIntake.Report;
import org.musubi.audit.What;
import org.musubi.core.ActId;

/** A report while it is read: what was understood so far, within the limits of an event. */
final class Draft {
  private static final int MOST_THINGS = 1000;
  private static final int LONGEST_IDENTIFIER = 512;
  private static final int LONGEST_HOME = 256;
  private static final int LONGEST_REASON = 256;

  final Sender sender;
  final Instant arrived;
  final Raw raw;
  final Facts facts = new Facts();
  private final List<What> what = new ArrayList<>();
  private Result result = Result.DONE;
  private @Nullable String reason;
  private @Nullable String device;

  /**
   * @param arrived when it came, by our clock: what the act is dated by
   */
  Draft(Sender sender, Instant arrived, Raw raw) {
    this.sender = sender;
    this.arrived = arrived;
    this.raw = raw;
    facts.put("format", raw.form()).put("transport", sender.way().name().toLowerCase(Locale.ROOT));
    if (sender.way() == Sender.Way.UDP) {
      facts.put("authenticated", "no");
    }
    if (sender.missed() > 0) {
      facts.put("not-recorded", sender.missed());
    }
    facts.put("device", sender.device());
    sender
        .attributed()
        .filter(whose -> !whose.member().equals(sender.actor().member()))
        .ifPresent(whose -> facts.put("address-of", whose.member()));
  }

  /** The device as the message itself names it. */
  Draft host(@Nullable String claimed) {
    facts.put("host", claimed);
    device = claimed;
    return this;
  }

  /** How it ended, as the sender says; the reason only where it did not end well. */
  void ended(Result how, @Nullable String why) {
    result = how;
    reason = how == Result.DONE ? null : why;
  }

  /** What could not be read, and why not. */
  void unread(String kind, String why) {
    facts.put("unread", kind);
    reason = why;
  }

  /** One thing that it was about. */
  void about(
      What.Kind kind,
      @Nullable String identifier,
      @Nullable String home,
      @Nullable String sha256,
      long size) {
    var shown = identifier == null ? "" : Legible.of(identifier, LONGEST_IDENTIFIER);
    if (identifier == null || shown.isEmpty()) {
      return;
    }
    if (what.size() == MOST_THINGS) {
      facts.left(1);
      return;
    }
    if (Legible.isCut(identifier, LONGEST_IDENTIFIER)) {
      facts.cut("identifier");
    }
    var at = home == null ? "" : Legible.of(home, LONGEST_HOME);
    what.add(new What(kind, shown, at.isEmpty() ? null : at, sha256, size));
  }

  /**
   * The report.
   *
   * @param same an act that recorded the same bytes of the same sender before; null when there is
   *     none
   */
  Report report(ActId act, @Nullable ActId same) {
    var why = reason == null ? "" : Legible.of(reason, LONGEST_REASON);
    var shown = device == null ? sender.device() : device;
    var claim = shown == null ? "" : Legible.of(shown, 256);
    return new Report(
        new AuditEvent(
            act,
            arrived,
            Action.REPORTED,
            sender.actor(),
            null,
            what,
            result,
            why.isEmpty() ? null : why,
            facts.with("same-as", same)),
        new Circumstances(
            sender.address().getHostAddress(),
            claim.isEmpty() ? null : claim,
            sender.correlation()),
        raw);
  }
}
