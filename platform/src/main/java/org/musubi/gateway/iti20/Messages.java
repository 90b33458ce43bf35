package org.musubi.gateway.iti20;

import java.time.Clock;
import org.musubi.audit.Raw;
import org.musubi.audit.Result;
import org.musubi.gateway.exchange.Breakage;
import org.musubi.ihe.atna.AuditMessage;
import org.musubi.ihe.atna.Reading.Accepted;
import org.musubi.ihe.atna.Reading.Malformed;
import org.musubi.ihe.atna.Received;
import org.musubi.ihe.atna.StatedTime;
import org.musubi.ihe.atna.Syslog;
import org.musubi.ihe.devicelog.DeviceLog;
import org.musubi.ihe.devicelog.DeviceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads what came by syslog: an audit message, a line of a device, or neither. Nothing is lost:
 * what cannot be read is a report, too, with the bytes and the reason.
 */
@Component("gateway.Messages")
final class Messages {
  private static final Logger LOG = LoggerFactory.getLogger(Messages.class);

  private final SyslogProperties properties;
  private final DeviceLog lines;
  private final SenderClock clocks = new SenderClock();

  Messages(SyslogProperties properties, Clock clock) {
    this.properties = properties;
    this.lines = new DeviceLog(clock, properties.zone());
  }

  Draft read(Received received, Sender sender) {
    try {
      return understood(received, sender);
    } catch (RuntimeException broken) {
      LOG.error("a reported message could not be read", Breakage.of(broken));
      var draft = draft(received, sender, "syslog");
      draft.unread("syslog", "the platform could not read it");
      return draft;
    }
  }

  private Draft understood(Received received, Sender sender) {
    var read = Syslog.read(received.message().bytes(), received.arrived(), properties.zone());
    return read instanceof Accepted<Syslog>(Syslog syslog) && syslog.isAudit()
        ? audit(received, sender, syslog)
        : line(received, sender);
  }

  private Draft audit(Received received, Sender sender, Syslog syslog) {
    var draft = draft(received, sender, "dicom");
    draft.host(syslog.host()).facts.put("program", syslog.app());
    switch (AuditMessage.read(syslog.body().bytes(), properties.zone())) {
      case Malformed<AuditMessage>(String reason) -> {
        clocks.note(draft, syslog.host(), syslog.at(), null);
        draft.unread("dicom", reason);
      }
      case Accepted<AuditMessage>(AuditMessage message) -> {
        var event = message.event();
        var happened = new StatedTime(event.at().toInstant(), event.zoneStated());
        clocks.note(draft, syslog.host(), syslog.at(), happened);
        AuditMessages.describe(message, draft);
      }
    }
    return draft;
  }

  private Draft line(Received received, Sender sender) {
    var draft = draft(received, sender, "syslog");
    var record = lines.read(received.message().bytes(), null, received.arrived());
    draft.host(record.device()).facts.put("program", record.program());
    clocks.note(draft, record.device(), record.at(), null);
    if (record.kind() == DeviceRecord.Kind.UNPARSED) {
      draft.unread("line", String.valueOf(record.reason()));
      return draft;
    }
    draft
        .facts
        .put("kind", record.kind())
        .put("source", record.source())
        .put("destination", record.destination())
        .put("protocol", record.protocol())
        .put("subject", record.subject())
        .put("action", record.action())
        .put("outcome", record.outcome());
    draft.ended(
        switch (record.outcome()) {
          case ALLOWED, UNKNOWN -> Result.DONE;
          case DENIED -> Result.REFUSED;
          case FAILED -> Result.FAILED;
        },
        record.action());
    return draft;
  }

  private static Draft draft(Received received, Sender sender, String form) {
    var draft = new Draft(sender, received.arrived(), new Raw(form, received.message().bytes()));
    if (!received.whole()) {
      draft.facts.put("whole", "no");
    }
    return draft;
  }
}
