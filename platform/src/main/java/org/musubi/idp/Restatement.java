package org.musubi.idp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Receipt;
import org.musubi.core.Actor;
import org.musubi.core.PersonRef;
import org.musubi.core.PractitionerId;
import org.musubi.core.PurposeOfUse;
import org.musubi.facility.Facilities;
import org.musubi.facility.Facility;
import org.musubi.facility.PlatformIdentity;
import org.musubi.ihe.Coded;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xua.AssertionIssuer;
import org.musubi.ihe.xua.Authentication;
import org.musubi.ihe.xua.Claims;
import org.musubi.ihe.xua.Requester;
import org.springframework.stereotype.Component;

/**
 * What the platform itself says about an actor, signed with the point's key: for a person whom a
 * member asserted, what that assertion said and no longer than it holds; for a person who signed in
 * here, what the registry says.
 */
@Component
class Restatement {
  private static final String ROLES = "urn:musubi:role";
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final int MOST_ACTORS = 10_000;
  private static final int MOST_ASSERTIONS = 4_000;

  private final PlatformIdentity platform;
  private final Facilities facilities;
  private final Accounts accounts;
  private final IdpProperties properties;
  private final InstantSource clock;
  private final Recent<Actor, Known> known = new Recent<>(MOST_ACTORS);
  private final Recent<About, Signed> signed = new Recent<>(MOST_ASSERTIONS);
  private volatile @Nullable Keyed keyed;

  Restatement(
      PlatformIdentity platform,
      Facilities facilities,
      Accounts accounts,
      IdpProperties properties,
      InstantSource clock) {
    this.platform = platform;
    this.facilities = facilities;
    this.accounts = accounts;
    this.properties = properties;
    this.clock = clock;
  }

  /** An actor whom an assertion has shown; its proof names that very assertion. */
  void remember(Actor actor, Facility facility, Claims claims) {
    var requester =
        new Requester(
            claims.subject(),
            claims.requester().displayName(),
            claims.role(),
            urn(facility),
            facility.name(),
            claims.purposeOfUse(),
            null,
            null);
    known.put(
        actor,
        new Known(
            requester,
            new Authentication(claims.authenticatedAt(), claims.authnContext()),
            claims.notOnOrAfter()));
  }

  /**
   * Signed for one audience; the same one again until half of its life is over.
   *
   * @param enclosing the record of the act it is signed for: without one nothing is signed
   * @throws IllegalArgumentException when nobody stands behind the actor: a system, a person whose
   *     assertion was never admitted here or has expired, or who is no longer at the facility
   */
  Element of(Actor actor, String audience, Instant now, Receipt enclosing) {
    Objects.requireNonNull(enclosing, "enclosing");
    var about = new About(actor, audience);
    var held = signed.get(about);
    if (held != null && !now.isBefore(held.from()) && now.isBefore(held.reuseUntil())) {
      return held.assertion();
    }
    var person = known(actor);
    var end = now.plus(longest());
    var life = Duration.between(now, person.until().isBefore(end) ? person.until() : end);
    if (!life.isPositive()) {
      throw new IllegalArgumentException("the assertion behind the actor has expired");
    }
    var assertion =
        issuer().issue(person.requester(), person.authentication(), audience, now, life);
    signed.put(about, new Signed(assertion, now, now.plus(life.dividedBy(2))));
    return assertion;
  }

  private Duration longest() {
    return properties.assertionLongest().compareTo(IdpProperties.OURS_LONGEST) > 0
        ? IdpProperties.OURS_LONGEST
        : properties.assertionLongest();
  }

  private Known known(Actor actor) {
    var shown = known.get(actor);
    return shown == null ? registered(actor) : shown;
  }

  private Known registered(Actor actor) {
    var person = actor.person();
    var at = actor.facility();
    var proof = actor.personProof();
    if (person == null
        || at == null
        || proof == null
        || !person.issuer().equals(PersonRef.PLATFORM)
        || !proof.startsWith("password ")) {
      throw new IllegalArgumentException("nobody known stands behind the actor");
    }
    var id = PractitionerId.parse(person.subject());
    var today = LocalDate.ofInstant(clock.instant(), JAPAN);
    var roles =
        accounts.affiliations(id, today).stream()
            .filter(affiliation -> affiliation.facility().equals(at))
            .map(Affiliation::role)
            .collect(Collectors.toSet());
    var practitioner = accounts.practitioner(id);
    var facility = facilities.facility(at);
    if (roles.isEmpty() || practitioner.isEmpty() || facility.isEmpty()) {
      throw new IllegalArgumentException("the person is not at the facility");
    }
    var role = roles.contains(Role.PRACTITIONER) ? Role.PRACTITIONER : Role.CLERK;
    var requester =
        new Requester(
            person.subject(),
            Accounts.displayName(practitioner.get().name()),
            new Coded(role.name(), ROLES, role.japanese()),
            urn(facility.get()),
            facility.get().name(),
            new Coded(actor.purpose().code(), PurposeOfUse.CODE_SYSTEM, actor.purpose().japanese()),
            null,
            null);
    var since = Instant.parse(proof.substring("password ".length()));
    return new Known(requester, Authentication.password(since), Instant.MAX);
  }

  private AssertionIssuer issuer() {
    var key = platform.signing();
    var held = keyed;
    if (held == null || !held.key().equals(key)) {
      held = new Keyed(key, new AssertionIssuer(PersonRef.PLATFORM, key.key(), key.certificate()));
      keyed = held;
    }
    return held.issuer();
  }

  private static String urn(Facility facility) {
    return "urn:oid:" + facility.oid().value();
  }

  private record About(Actor actor, String audience) {}

  private record Known(Requester requester, Authentication authentication, Instant until) {}

  private record Signed(Element assertion, Instant from, Instant reuseUntil) {}

  private record Keyed(PlatformIdentity.SigningKey key, AssertionIssuer issuer) {}
}
