package org.musubi.gateway.iti20;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import org.musubi.audit.Circumstances;
import org.musubi.audit.Raw;
import org.musubi.audit.Receipt;
import org.musubi.audit.spi.Attribution;
import org.musubi.core.Actor;
import org.musubi.gateway.exchange.Breakage;
import org.musubi.gateway.iti20.FeedBody.Batch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Record Audit Event [ITI-20] with the option ATX: FHIR Feed: one AuditEvent, or several in a
 * Bundle.
 */
@Component("gateway.AuditFeed")
public final class AuditFeed {
  private static final Logger LOG = LoggerFactory.getLogger(AuditFeed.class);

  private final Intake intake;
  private final Attribution attribution;
  private final InstantSource clock;

  AuditFeed(Intake intake, Attribution attribution, InstantSource clock) {
    this.intake = intake;
    this.attribution = attribution;
    this.clock = clock;
  }

  /** Reads one AuditEvent. */
  public Posted one(byte[] body) {
    return FeedBody.one(body);
  }

  /**
   * Reads a batch.
   *
   * @return each entry in its order
   * @throws NoBatch when it is none
   */
  public List<Posted> batch(byte[] body) throws NoBatch {
    return switch (FeedBody.batch(body)) {
      case Batch.Entries(List<Posted> posted) -> posted;
      case Batch.Refused(Problem problem) -> throw new NoBatch(problem);
    };
  }

  /** A body that is no batch. */
  public static final class NoBatch extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    NoBatch(Problem problem) {
      super(problem.code(), null, false, false);
      this.problem = problem;
    }

    /** Why not. */
    public Problem problem() {
      return problem;
    }
  }

  /**
   * Puts on the trail what has no problem, and returns when it is durable.
   *
   * @param actor the Member's system, as the certificate names it
   * @param from the address it came from
   * @return a receipt of each, in their order
   * @throws org.musubi.audit.AuditUnavailable when one cannot be recorded; the sender keeps them
   *     all
   */
  public List<Receipt> take(List<Posted> events, Actor actor, InetAddress from) {
    var now = clock.instant();
    var sender =
        new Sender(
            actor,
            Sender.Way.HTTPS,
            from,
            attribution.at(from, now),
            0,
            Circumstances.current().correlation());
    return intake.take(
        events.stream()
            .map(posted -> {
              var draft = new Draft(sender, now, new Raw("fhir", posted.bytes()));
              try {
                FhirEvents.describe(posted.event(), draft);
              } catch (RuntimeException broken) {
                LOG.error("an AuditEvent could not be described", Breakage.of(broken));
                draft.unread("fhir", "the platform could not read it");
              }
              return draft;
            })
            .toList());
  }
}
