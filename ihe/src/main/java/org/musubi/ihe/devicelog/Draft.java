package org.musubi.ihe.devicelog;

import org.jspecify.annotations.Nullable;
import org.musubi.ihe.atna.StatedTime;
import org.musubi.ihe.devicelog.DeviceRecord.Kind;
import org.musubi.ihe.devicelog.DeviceRecord.Outcome;

/** A record that grows. */
final class Draft {
  private static final int LONGEST = 1_000;

  private final Kind kind;
  private @Nullable StatedTime at;
  private @Nullable Endpoint source;
  private @Nullable Endpoint destination;
  private @Nullable String protocol;
  private @Nullable String subject;
  private @Nullable String action;
  private Outcome outcome = Outcome.UNKNOWN;

  Draft(Kind kind) {
    this.kind = kind;
  }

  /** The time that the program states, better than that of the syslog header. */
  Draft at(@Nullable StatedTime time) {
    at = time;
    return this;
  }

  Draft from(@Nullable String address, @Nullable String port) {
    source = Endpoint.of(address, port);
    return this;
  }

  Draft to(@Nullable String address, @Nullable String port) {
    destination = Endpoint.of(address, port);
    return this;
  }

  Draft by(@Nullable String protocolName) {
    protocol = known(protocolName);
    return this;
  }

  Draft subject(@Nullable String who) {
    subject = known(who);
    return this;
  }

  Draft action(@Nullable String what) {
    action = known(what);
    return this;
  }

  Draft outcome(Outcome how) {
    outcome = how;
    return this;
  }

  /** By an HTTP status: 401, 403 and 407 are refusals. */
  Draft status(@Nullable String code) {
    if (code == null || !code.matches("\\d{1,3}")) {
      return this;
    }
    int status = Integer.parseInt(code);
    outcome =
        switch (status) {
          case 401, 403, 407 -> Outcome.DENIED;
          default -> status >= 100 && status < 400 ? Outcome.ALLOWED : Outcome.FAILED;
        };
    return this;
  }

  private static @Nullable String known(@Nullable String text) {
    if (text == null || text.isBlank() || text.strip().equals("-")) {
      return null;
    }
    var stripped = text.strip();
    return stripped.length() <= LONGEST ? stripped : stripped.substring(0, LONGEST);
  }

  DeviceRecord of(Line line) {
    return new DeviceRecord(
        kind,
        line.device(),
        line.program(),
        at == null ? line.at() : at,
        source,
        destination,
        protocol,
        subject,
        action,
        outcome,
        line.raw(),
        null);
  }
}
