package org.musubi.portal.web;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Circumstances;
import org.musubi.audit.Outcome;
import org.musubi.gateway.InitiatingGateway;
import org.musubi.gateway.Released;
import org.musubi.idp.SignedIn;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Documents on their way to the pages of a session. They are fetched apart from the request that
 * asked first, so that a page can say that one is coming; what nobody takes within a minute is let
 * go of, and the trail hears that it was not sent.
 */
@Component
class Openings implements DisposableBean {
  /** What takes longer is shown as being fetched. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Duration HELD = Duration.ofMinutes(1);
  private static final int MOST = 4;
  private static final int MOST_OF_ALL = 64;

  /** What has come and waits to be taken, besides the last that came: documents, and bytes. */
  private static final int MOST_HELD = 2;

  private static final long MOST_BYTES_HELD = 256L << 20;

  private static final String NAME = Openings.class.getName();

  private final InitiatingGateway gateway;
  private final AuditTrail audit;
  private final Set<Opening> all = ConcurrentHashMap.newKeySet();
  private final Duration patience;
  private final Duration held;

  @Autowired
  Openings(InitiatingGateway gateway, AuditTrail audit) {
    this(gateway, audit, PATIENCE, HELD);
  }

  Openings(InitiatingGateway gateway, AuditTrail audit, Duration patience, Duration held) {
    this.gateway = gateway;
    this.audit = audit;
    this.patience = patience;
    this.held = held;
  }

  /** What came of asking for a document to be opened. */
  sealed interface Coming {
    /** It is here, and it is the taker's to close and to report. */
    record Here(Released released) implements Coming {}

    /** It is being fetched. */
    record NotYet() implements Coming {}

    /** The session waits for as many as it may. */
    record TooMany() implements Coming {}
  }

  /** The openings of one session by document. */
  private static final class Own extends LinkedHashMap<Opened, Opening> {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Begins to fetch the document unless that has begun, and waits for a moment.
   *
   * @throws RuntimeException what fetching it threw
   */
  Coming open(HttpSession session, SignedIn who, Opened document) {
    var own = own(session);
    Opening opening;
    boolean fresh;
    synchronized (own) {
      var begun = own.get(document);
      fresh = begun == null;
      if (begun == null
          && (all.size() >= MOST_OF_ALL
              || own.values().stream().filter(Opening::isComing).count() >= MOST)) {
        return new Coming.TooMany();
      }
      opening = begun == null ? new Opening() : begun;
      if (fresh) {
        own.put(document, opening);
        all.add(opening);
        fetch(opening, own, who, document);
      }
    }
    if (!opening.isHereWithin(patience)) {
      return new Coming.NotYet();
    }
    if (!leave(own, document, opening) || !(fresh || stands(who, document, opening))) {
      return open(session, who, document);
    }
    return new Coming.Here(opening.released());
  }

  /** Whether the document is still being fetched. */
  boolean isComing(HttpSession session, Opened document) {
    var own = own(session);
    synchronized (own) {
      var opening = own.get(document);
      return opening != null && opening.isComing();
    }
  }

  /** Keeps a document that was opened for the frame of its page, which asks for it next. */
  void keep(HttpSession session, Opened document, Released.Document released) {
    var own = own(session);
    var opening = new Opening();
    opening.is(released);
    Opening before;
    synchronized (own) {
      before = own.put(document, opening);
      all.add(opening);
    }
    if (before != null && all.remove(before)) {
      letGo(before, "the document was opened again");
    }
    trim(own, opening);
    Thread.ofVirtual()
        .name("opening")
        .start(Circumstances.carried(() -> letGoLater(opening, own, document)));
  }

  /** Lets go of what came first, when much has come and nobody takes it. */
  private void trim(Own own, Opening last) {
    var leaving = new ArrayList<Opening>();
    synchronized (own) {
      var held = new ArrayList<Map.Entry<Opened, Opening>>();
      own.entrySet().stream()
          .filter(one -> one.getValue() != last && !one.getValue().isComing())
          .forEach(held::add);
      long bytes = held.stream().mapToLong(one -> one.getValue().size()).sum();
      for (var first = held.iterator();
          first.hasNext()
              && (held.size() - leaving.size() > MOST_HELD || bytes > MOST_BYTES_HELD); ) {
        var opening = first.next().getValue();
        bytes -= opening.size();
        leaving.add(opening);
      }
      own.values().removeAll(leaving);
    }
    for (Opening opening : leaving) {
      if (all.remove(opening)) {
        letGo(opening, "other documents were opened");
      }
    }
  }

  /** The kept document, once; empty when there is none that may be shown any longer. */
  Optional<Released.Document> take(HttpSession session, SignedIn who, Opened document) {
    var own = own(session);
    Opening opening;
    synchronized (own) {
      opening = own.get(document);
      if (opening == null || opening.isComing() || !leave(own, document, opening)) {
        return Optional.empty();
      }
    }
    return stands(who, document, opening)
            && opening.released() instanceof Released.Document released
        ? Optional.of(released)
        : Optional.empty();
  }

  private void fetch(Opening opening, Own own, SignedIn who, Opened document) {
    Thread.ofVirtual()
        .name("opening")
        .start(
            Circumstances.carried(() -> {
              try {
                opening.is(gateway.retrieve(document.person(), document.key(), who.actor()));
              } catch (RuntimeException | Error failed) {
                opening.failed(failed);
              }
              trim(own, opening);
              letGoLater(opening, own, document);
            }));
  }

  /** It is nobody else's from now on; false when somebody was faster. */
  private boolean leave(Own own, Opened document, Opening opening) {
    synchronized (own) {
      return own.remove(document, opening) && all.remove(opening);
    }
  }

  /** Consent may have ended since the document was cleared: what is held asks again. */
  private boolean stands(SignedIn who, Opened document, Opening opening) {
    if (!(opening.released() instanceof Released.Document released)) {
      return true;
    }
    boolean stands = false;
    try {
      var home = document.key().home();
      stands = home != null && gateway.permits(document.person(), home, who.actor());
    } finally {
      if (!stands) {
        end(released, "NOT_DISCLOSED");
      }
    }
    return stands;
  }

  private void letGoLater(Opening opening, Own own, Opened document) {
    try {
      Thread.sleep(held);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (leave(own, document, opening)) {
      letGo(opening, "nobody took the document");
    }
  }

  /** Also of one that is still coming: nobody will take it. */
  private void letGo(Opening opening, String why) {
    opening.whenHere(fetched -> {
      if (fetched instanceof Released.Document released) {
        end(released, why);
      }
    });
  }

  private void end(Released.Document released, String why) {
    released.content().close();
    audit.outcome(released.receipt().act(), Outcome.failed(why));
  }

  private static Own own(HttpSession session) {
    synchronized (session) {
      if (session.getAttribute(NAME) instanceof Own own) {
        return own;
      }
      var fresh = new Own();
      session.setAttribute(NAME, fresh);
      return fresh;
    }
  }

  /** The platform stops: nothing that was not sent will be. */
  @Override
  public void destroy() {
    for (var opening : List.copyOf(all)) {
      if (all.remove(opening)) {
        letGo(opening, "the platform stopped");
      }
    }
  }
}
