package org.musubi.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Access;
import org.musubi.audit.AccessHistory;
import org.musubi.audit.Pseudonyms;
import org.musubi.audit.Receipt;
import org.musubi.audit.TrailQuery;
import org.musubi.audit.TrailSearch;
import org.musubi.facility.PlatformIdentity;
import org.musubi.idp.SignedIn;
import org.springframework.stereotype.Component;

/**
 * Where auditors look through the trail. Those of the operator see every act, those of another
 * member the acts of their own. Every look is on the trail before anything is shown, and one at an
 * act about a patient once more with the patient, who sees it among who looked. Looks for and about
 * persons are within an inquiry, whose number is recorded with them.
 */
@Component
class TrailDesk {
  private final TrailSearch search;
  private final AccessHistory history;
  private final Showing showing;
  private final Names names;
  private final Pseudonyms pseudonyms;
  private final PlatformIdentity platform;
  private final Inquiring inquiring;

  TrailDesk(
      TrailSearch search,
      AccessHistory history,
      Showing showing,
      Names names,
      Pseudonyms pseudonyms,
      PlatformIdentity platform,
      Inquiring inquiring) {
    this.search = search;
    this.history = history;
    this.showing = showing;
    this.names = names;
    this.pseudonyms = pseudonyms;
    this.platform = platform;
    this.inquiring = inquiring;
  }

  /** Acts that were found, and whether the latest may be missing. */
  record Looked(List<Access> acts, boolean late, Receipt receipt) {}

  /** One act, with the receipt that releases it. */
  record One(Access access, Receipt receipt) {}

  Looked find(
      HttpServletRequest request,
      SignedIn who,
      TrailQuery query,
      @Nullable Long before,
      int limit,
      String page) {
    var receipt =
        showing.trail(
            request,
            who,
            null,
            page,
            within(
                request,
                who,
                query.persons(),
                Map.of("search", query.kinds(), "page", before == null ? "first" : "further")));
    // This search itself, and what came after it, is not among what it finds.
    boolean late = !history.reaches(receipt);
    long below = before == null ? receipt.position() : Math.min(before, receipt.position());
    var own = allowed(who, query);
    boolean foreign = query.member() != null && !query.member().equals(own.member());
    return new Looked(foreign ? List.of() : seen(who, own, below, limit, receipt), late, receipt);
  }

  /** The same question, of the own member's acts only where somebody may see no others. */
  TrailQuery allowed(SignedIn who, TrailQuery query) {
    return seesAll(who) ? query : query.by(who.actor().member());
  }

  /** What came of one request, newest first, as far as the viewer may see it. */
  Looked exchange(
      HttpServletRequest request, SignedIn who, UUID correlation, int limit, String page) {
    return find(request, who, TrailQuery.ALL.exchange(correlation), null, limit, page);
  }

  /**
   * A page of what somebody may see; what was held back from the own member's people is as little
   * theirs here as it was when they asked.
   */
  private List<Access> seen(
      SignedIn who, TrailQuery query, long before, int limit, Receipt receipt) {
    var seen = new ArrayList<Access>();
    long next = before;
    while (true) {
      var page = search.find(query, next, limit, receipt);
      page.stream().filter(access -> sees(who, access)).forEach(seen::add);
      if (page.size() < limit || seen.size() >= limit) {
        return seen.subList(0, Math.min(limit, seen.size()));
      }
      next = page.getLast().position();
    }
  }

  /** Whether somebody may see an act. */
  boolean sees(SignedIn who, Access access) {
    return seesAll(who)
        || (access.event().actor().member().equals(who.actor().member()) && !access.heldBack());
  }

  /** The details of a look, see {@link Inquiring#within}. */
  Map<String, String> within(
      HttpServletRequest request, SignedIn who, boolean persons, Map<String, String> details) {
    return inquiring.within(request, who, persons, details);
  }

  Optional<One> one(HttpServletRequest request, SignedIn who, long position, String page) {
    var details = within(request, who, false, Map.of("position", Long.toString(position)));
    var receipt = showing.trail(request, who, null, page, details);
    return search
        .at(position, receipt)
        .filter(access -> sees(who, access))
        .map(access -> {
          var patient = access.event().patient();
          if (patient == null) {
            return new One(access, receipt);
          }
          var allowed = within(request, who, true, details);
          return new One(access, showing.trail(request, who, patient, page, allowed));
        });
  }

  TrailWords words(SignedIn who) {
    var person = who.actor().person();
    if (person == null) {
      throw new IllegalStateException("a person is signed in");
    }
    return new TrailWords(names, pseudonyms, person);
  }

  /** Whether somebody works for the operator; everybody else sees the own member's acts. */
  boolean seesAll(SignedIn who) {
    return who.actor().member().equals(platform.operator().id());
  }
}
