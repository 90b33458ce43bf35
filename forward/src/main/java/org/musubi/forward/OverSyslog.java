package org.musubi.forward;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.atna.Octets;
import org.musubi.ihe.atna.SenderSettings;
import org.musubi.ihe.atna.StatedTime;
import org.musubi.ihe.atna.Syslog;
import org.musubi.ihe.atna.SyslogSender;
import org.musubi.ihe.tls.TlsMaterial;

/**
 * Syslog over TLS with mutual authentication (RFC 5425), messages of RFC 5424: facility 10,
 * severity 5 or, for what was refused, failed or broken off, 4; MSGID the action, or the kind in
 * capitals; one element of structured data; MSG is JSON. What counts as a confirmation {@link
 * SyslogSender} says; a receiver that stands and never confirms gets the same entries again.
 */
final class OverSyslog implements Destination {
  private static final int SECURITY = 10;

  private final SyslogSettings settings;
  private final SyslogSender sender;
  private final Waiting waiting;

  OverSyslog(SyslogSettings settings, TlsMaterial material, Consumer<String> say)
      throws GeneralSecurityException {
    this.settings = settings;
    var usual = SenderSettings.usual(settings.host(), settings.port());
    this.sender =
        new SyslogSender(
            new SenderSettings(
                settings.host(),
                settings.port(),
                4 * Forwarding.BATCH,
                usual.messageBytes(),
                usual.settle(),
                settings.patience(),
                usual.firstPause(),
                usual.longestPause()),
            material);
    this.waiting =
        new Waiting(
            "the syslog receiver " + settings.host() + ":" + settings.port(),
            settings.patience(),
            say);
  }

  @Override
  public void deliver(List<Passed> entries) throws InterruptedException {
    long first = entries.getFirst().position();
    while (true) {
      long presumed = sender.counts().presumed();
      for (var entry : entries) {
        queue(message(entry, settings), first);
      }
      while (!sender.flush(waiting.next())) {
        waiting.inVain(first, sender.failure());
      }
      if (settings.presume() || sender.counts().presumed() == presumed) {
        waiting.over();
        return;
      }
      waiting.inVain(first, "it does not answer close_notify, so nothing is confirmed");
    }
  }

  private void queue(Octets message, long first) throws InterruptedException {
    while (true) {
      switch (sender.put(message, waiting.next())) {
        case QUEUED -> {
          return;
        }
        case FULL -> waiting.inVain(first, sender.failure());
        case TOO_LARGE, CLOSED -> throw new IllegalStateException("the sender takes nothing");
      }
    }
  }

  static Octets message(Passed entry, SyslogSettings settings) {
    var at = entry.at();
    return Octets.of(
        new Syslog(
                Syslog.Form.RFC_5424,
                SECURITY,
                entry.bad() ? 4 : 5,
                at == null ? null : new StatedTime(at, true),
                settings.hostname(),
                "musubi",
                Long.toString(ProcessHandle.current().pid()),
                id(entry),
                List.of(new Syslog.Parameters("musubi@" + settings.enterprise(), data(entry))),
                false,
                Octets.of(entry.json()))
            .toBytes());
  }

  /** MSGID: printable ASCII, at most 32 (RFC 5424 section 6.2.7). */
  private static String id(Passed entry) {
    var action = entry.action();
    return action != null && action.matches("[!-~]{1,32}")
        ? action
        : entry.kind().toUpperCase(Locale.ROOT);
  }

  private static List<Syslog.Parameter> data(Passed entry) {
    var data = new ArrayList<Syslog.Parameter>();
    data.add(new Syslog.Parameter("position", Long.toString(entry.position())));
    add(data, "act", entry.act());
    add(data, "action", entry.action());
    add(data, "result", entry.result());
    add(data, "member", entry.member());
    add(data, "facility", entry.facility());
    add(data, "correlation", entry.correlation());
    return data;
  }

  private static void add(List<Syslog.Parameter> data, String name, @Nullable String value) {
    if (value != null) {
      data.add(new Syslog.Parameter(name, value));
    }
  }

  @Override
  public void close() {
    try {
      var unused = sender.close(Duration.ofMillis(1));
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
