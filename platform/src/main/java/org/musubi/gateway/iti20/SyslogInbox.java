package org.musubi.gateway.iti20;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Action;
import org.musubi.audit.Allowance;
import org.musubi.audit.Circumstances;
import org.musubi.core.Actor;
import org.musubi.core.PurposeOfUse;
import org.musubi.facility.CertificateHolder;
import org.musubi.facility.Facilities;
import org.musubi.facility.ServerTls;
import org.musubi.gateway.exchange.Trail;
import org.musubi.ihe.atna.Failure;
import org.musubi.ihe.atna.Inbox;
import org.musubi.ihe.atna.Received;
import org.springframework.stereotype.Component;

/**
 * Takes what comes by syslog: returns when it is on the trail, and fails when it is not, so that
 * the sender keeps it. Who is not heard is on the trail, too.
 */
@Component("gateway.SyslogInbox")
final class SyslogInbox implements Inbox {
  private final Senders senders;
  private final Messages messages;
  private final Intake intake;
  private final Facilities facilities;
  private final ServerTls tls;
  private final Trail trail;
  private final Allowance refusals = Allowance.ofRefusals();

  SyslogInbox(
      Senders senders,
      Messages messages,
      Intake intake,
      Facilities facilities,
      ServerTls tls,
      Trail trail) {
    this.senders = senders;
    this.messages = messages;
    this.intake = intake;
    this.facilities = facilities;
    this.tls = tls;
    this.trail = trail;
  }

  /** A certificate that named a Member when the connection began names nobody any more. */
  private static final class NotHeard extends Exception {
    private static final long serialVersionUID = 1L;

    NotHeard(String code) {
      super(code, null, false, false);
    }
  }

  @Override
  public void take(Received received) throws Exception {
    take(List.of(received));
  }

  @Override
  public void take(List<Received> together) throws Exception {
    var drafts = new ArrayList<Draft>();
    @Nullable NotHeard notHeard = null;
    for (var received : together) {
      switch (senders.of(received)) {
        case Senders.Heard.Known(Sender sender) -> drafts.add(messages.read(received, sender));
        case Senders.Heard.TooMuch() -> {}
        case Senders.Heard.Refused(Actor seen, String code) -> {
          refuse(seen, code, received.from().getAddress());
          if (received.transport() instanceof Received.Tls) {
            notHeard = new NotHeard(code);
          }
        }
      }
      if (notHeard != null) {
        break;
      }
    }
    if (!drafts.isEmpty()) {
      var unused = intake.take(drafts);
    }
    if (notHeard != null) {
      throw notHeard;
    }
  }

  @Override
  public void failed(Failure failure) {
    switch (failure.cause()) {
      case NO_CERTIFICATE, HANDSHAKE_FAILED, TOO_MANY_CONNECTIONS ->
          tls.refused(failure.cause().name());
      case BROKEN_FRAME, TOO_LARGE ->
          refuse(seen(failure), failure.cause().name(), failure.from().getAddress());
      case CERTIFICATE_REFUSED, NOT_TAKEN -> {
        // on the trail already, or the trail itself could not be written
      }
      case SILENT, BROKEN_OFF, CLOSING -> {
        // no refusal: the sender comes again
      }
    }
  }

  private Actor seen(Failure failure) {
    if (failure.transport() instanceof Received.Tls(X509Certificate peer)
        && facilities.holderOf(peer)
            instanceof CertificateHolder.Known(var member, var fingerprint)) {
      return Actor.system(
          member.id(), "certificate sha256:" + fingerprint, PurposeOfUse.OPERATIONS);
    }
    return Actor.nobody("a sender of syslog", PurposeOfUse.OPERATIONS);
  }

  private void refuse(Actor seen, String code, InetAddress from) {
    long missed = refusals.admit(code + " " + seen.member());
    if (missed < 0) {
      return;
    }
    var details =
        missed == 0
            ? Map.of("where", "syslog", "transaction", "ITI-20")
            : Map.of(
                "where", "syslog", "transaction", "ITI-20", "not-recorded", Long.toString(missed));
    try {
      new Circumstances(from.getHostAddress(), null, null)
          .during(() -> {
            trail.refused(Action.REFUSED, seen, null, List.of(), code, details);
            return null;
          });
    } catch (RuntimeException failed) {
      throw failed;
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
