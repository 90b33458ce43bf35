package org.musubi.gateway.exchange;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.musubi.audit.Receipt;
import org.musubi.core.Actor;
import org.musubi.idp.AssertionGate;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.xml.Element;
import org.springframework.stereotype.Component;

/**
 * The platform's own assertion about who asks, for each community; used again for a short while, as
 * signing is the dearest step of a query.
 */
@Component("gateway.Assertions")
final class Assertions {
  private static final int MOST = 2_000;

  private record About(Actor actor, HomeCommunityId audience) {}

  private record Kept(Element header, Instant until) {}

  private final AssertionGate gate;
  private final InstantSource clock;
  private final GatewayProperties properties;
  private final Map<About, Kept> kept =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<About, Kept> eldest) {
          return size() > MOST;
        }
      };

  Assertions(AssertionGate gate, InstantSource clock, GatewayProperties properties) {
    this.gate = gate;
    this.clock = clock;
    this.properties = properties;
  }

  /** The WS-Security header for a request to this community, which is part of a recorded act. */
  Element header(Actor actor, HomeCommunityId audience, Receipt enclosing) {
    var about = new About(actor, audience);
    var now = clock.instant();
    synchronized (kept) {
      var found = kept.get(about);
      if (found != null && now.isBefore(found.until()) && !clockWentBack(found, now)) {
        return found.header();
      }
    }
    var header = Envelope.security(gate.restate(actor, audience.toString(), now, enclosing));
    synchronized (kept) {
      kept.remove(about);
      kept.put(about, new Kept(header, now.plus(properties.assertionReuse())));
    }
    return header;
  }

  private boolean clockWentBack(Kept found, Instant now) {
    return now.plus(properties.assertionReuse()).isBefore(found.until());
  }
}
