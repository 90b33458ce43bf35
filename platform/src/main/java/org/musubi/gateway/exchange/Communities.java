package org.musubi.gateway.exchange;

import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.musubi.audit.Receipt;
import org.musubi.core.Actor;
import org.musubi.ihe.documents.DocumentMessage;
import org.musubi.ihe.documents.DocumentRefused;
import org.musubi.ihe.documents.DocumentRefused.Reason;
import org.musubi.ihe.documents.Spool;
import org.musubi.ihe.soap.Answer;
import org.musubi.ihe.soap.Deadline;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.soap.SoapFault;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.Limits;
import org.musubi.service.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks communities: mutual TLS, the platform's assertion about who asks, limits on everything that
 * comes back. A community that does not answer costs its own place and nobody else's.
 *
 * <p>A question already says something of somebody: a name, a number, an interest. Every one takes
 * the receipt of the act it belongs to, so that nobody is asked before the act is on the trail.
 */
@Component("gateway.Communities")
public final class Communities {
  private static final Logger LOG = LoggerFactory.getLogger(Communities.class);

  /** What the client says when the cause is our own spool, not the community. */
  private static final Set<String> OURS =
      Arrays.stream(Reason.values())
          .filter(Reason::ours)
          .map(reason -> String.valueOf(new DocumentRefused(reason).getMessage()))
          .collect(Collectors.toUnmodifiableSet());

  private final Clients clients;
  private final Spool spool;
  private final Assertions assertions;
  private final Peers peers;
  private final GatewayProperties properties;
  private final Limits metadata;
  private final Limits documents;

  Communities(
      Clients clients,
      Spool spool,
      Assertions assertions,
      Peers peers,
      GatewayProperties properties) {
    this.clients = clients;
    this.spool = spool;
    this.assertions = assertions;
    this.peers = peers;
    this.properties = properties;
    long xml = properties.answer().toBytes();
    this.metadata = Limits.forMetadata().withXmlBytes(xml).withMessageBytes(xml);
    this.documents =
        Limits.forDocuments()
            .withXmlBytes(xml)
            .withDocuments(properties.documents())
            .withDocumentBytes(properties.document().toBytes())
            .withMessageBytes(properties.spool().toBytes());
  }

  /** ITI-55: the body of the answer. */
  public Heard<Element> discover(
      Route route, Element body, Actor actor, Until until, Receipt recorded) {
    return metadata(route, route.iti55(), Transaction.ITI55, body, actor, until, recorded);
  }

  /** ITI-38: the body of the answer. */
  public Heard<Element> query(
      Route route, Element body, Actor actor, Until until, Receipt recorded) {
    return metadata(route, route.iti38(), Transaction.ITI38, body, actor, until, recorded);
  }

  private Heard<Element> metadata(
      Route route,
      URI to,
      Transaction transaction,
      Element body,
      Actor actor,
      Until until,
      Receipt recorded) {
    return guarded(
        route,
        actor,
        until,
        () -> {
          try (var deadline =
              Deadline.of(until.left(), properties.idle(), properties.minimumRate().toBytes())) {
            var request = request(route, to, transaction, body, actor, recorded);
            return read(
                clients.towards(route.member()).exchange(to, request, deadline, metadata),
                transaction,
                Function.identity(),
                Envelope::body);
          }
        });
  }

  /** ITI-39: the whole answer, its documents in the spool; whoever takes it closes it. */
  public Heard<DocumentMessage> retrieve(
      Route route, Element body, Actor actor, Until until, Receipt recorded) {
    return guarded(
        route,
        actor,
        until,
        () -> {
          try (var deadline =
              Deadline.of(until.left(), properties.idle(), properties.minimumRate().toBytes())) {
            var request = request(route, route.iti39(), Transaction.ITI39, body, actor, recorded);
            return read(
                clients
                    .towards(route.member())
                    .retrieve(route.iti39(), request, spool, deadline, documents),
                Transaction.ITI39,
                DocumentMessage::envelope,
                Function.identity());
          }
        });
  }

  private Envelope request(
      Route route, URI to, Transaction transaction, Element body, Actor actor, Receipt recorded) {
    return Envelope.request(
        transaction.request(), to, body, assertions.header(actor, route.home(), recorded));
  }

  private <T> Heard<T> guarded(Route route, Actor actor, Until until, Supplier<Heard<T>> exchange) {
    var peer = peers.of(route.home());
    // Half of the time to wait for a place, half to ask.
    var place = peer.enter(actor.member(), until.left().dividedBy(2));
    if (place.isEmpty()) {
      return Heard.nothing(Words.BUSY);
    }
    try (var held = place.get()) {
      boolean fair = until.left().compareTo(properties.deadline().dividedBy(2)) >= 0;
      return peer.breaker()
          .admit()
          .map(pass -> told(pass, fair, exchange))
          .orElseGet(() -> Heard.nothing(Words.PAUSED));
    }
  }

  /**
   * Asks, and tells the breaker. It is about communities that cost time and give nothing: an answer
   * that is too large or cannot be read is an answer, to one question about one patient; and one
   * that is late counts only when there was time for it.
   */
  static <T> Heard<T> told(Breaker.Pass pass, boolean fair, Supplier<Heard<T>> exchange) {
    Words why = Words.BROKEN;
    try {
      var heard = exchange.get();
      why = heard instanceof Heard.Nothing<T>(Words nothing) ? nothing : Words.REPORTED;
      return heard;
    } catch (RuntimeException broken) {
      LOG.error("asking a community broke", Breakage.of(broken));
      return Heard.nothing(Words.BROKEN);
    } finally {
      switch (why) {
        case UNREACHABLE -> pass.failed();
        case LATE -> {
          if (fair) {
            pass.failed();
          } else {
            pass.undecided();
          }
        }
        case BROKEN, NO_ROOM -> pass.undecided();
        default -> pass.answered();
      }
    }
  }

  private static <A, T> Heard<T> read(
      Answer<A> answer,
      Transaction transaction,
      Function<A, Envelope> envelope,
      Function<A, T> view) {
    return switch (answer) {
      case Answer.Answered<A>(A value) -> {
        if (isReply(envelope.apply(value), transaction)) {
          yield new Heard.Said<>(view.apply(value));
        }
        if (value instanceof DocumentMessage documents) {
          documents.close();
        }
        yield Heard.nothing(Words.GARBAGE);
      }
      case Answer.Failed<A>(Answer.Kind kind, String detail) ->
          Heard.nothing(OURS.contains(detail) ? Words.NO_ROOM : words(kind));
    };
  }

  private static boolean isReply(Envelope envelope, Transaction transaction) {
    try {
      return envelope.answerAddressing().action().equals(transaction.response());
    } catch (SoapFault notAddressed) {
      return false;
    }
  }

  private static Words words(Answer.Kind kind) {
    return switch (kind) {
      case UNREACHABLE -> Words.UNREACHABLE;
      case TIMED_OUT -> Words.LATE;
      case FAULT -> Words.FAULT;
      case GARBAGE -> Words.GARBAGE;
      case TOO_MUCH -> Words.TOO_MUCH;
    };
  }
}
