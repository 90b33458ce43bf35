package org.musubi.gateway.exchange;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.consent.Consents;
import org.musubi.consent.Decision;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.mpi.Demographics;
import org.musubi.mpi.Locator;
import org.musubi.mpi.PatientIndex;
import org.musubi.mpi.Search;
import org.musubi.service.Route;
import org.springframework.stereotype.Component;

/**
 * Who a number belongs to, and what may be shown of that person. An unknown person takes the same
 * way as one who has not consented: the same statements, the same answer.
 */
@Component("gateway.Disclosure")
public final class Disclosure {
  private final PatientIndex index;
  private final Consents consents;
  private final InstantSource clock;

  Disclosure(PatientIndex index, Consents consents, InstantSource clock) {
    this.index = index;
    this.consents = consents;
    this.clock = clock;
  }

  /**
   * A community that may be asked about the person.
   *
   * @param route the community
   * @param identifier the person's number there
   * @param permit the consent that allows it
   */
  public record Place(Route route, PatientIdentifier identifier, Decision.Permit permit) {}

  /** The person behind a number; null when nobody is known by it. */
  public @Nullable MedicalId person(PatientIdentifier identifier) {
    return index.byIdentifier(identifier).orElse(null);
  }

  /** A person, null when nobody is known, and whether the records there may be shown. */
  public record Allowed(@Nullable MedicalId person, Decision decision) {
    /** The consent, when there is a person who allows it. */
    public Optional<UUID> consent() {
      return person != null && decision instanceof Decision.Permit permit
          ? Optional.of(permit.consent())
          : Optional.empty();
    }
  }

  /**
   * Whom a number of a community belongs to, and whether that person allows it; without a number
   * somebody is asked about all the same, so that the statements do not tell.
   */
  public Allowed allowed(Optional<PatientIdentifier> patient, Route route, Actor actor) {
    var person = person(patient.orElseGet(() -> nobody(route)));
    var held = patient.isPresent() ? person : null;
    return new Allowed(held, decide(held, route.home(), actor));
  }

  /** A number of the community that is nobody's. */
  private static PatientIdentifier nobody(Route route) {
    return new PatientIdentifier(
        route.assigners().stream().sorted().findFirst().orElse(new Oid("2.25.0")), "0");
  }

  /** People whom the description fits, and in which communities it does. */
  public Map<MedicalId, Set<HomeCommunityId>> described(Search search, int limit) {
    return index.described(search, limit);
  }

  /** Those of these people whom the description fits, and in which communities it does. */
  public Map<MedicalId, Set<HomeCommunityId>> described(Search search, Set<MedicalId> persons) {
    return index.described(search, persons);
  }

  /** What a community that knows the person says of the person. */
  public Demographics demographics(MedicalId person, HomeCommunityId home) {
    return index.demographics(person, Set.of(home)).orElseThrow();
  }

  /** Whether the community's records of the person may be shown to the actor now. */
  public Decision decide(@Nullable MedicalId person, HomeCommunityId home, Actor actor) {
    return consents.decide(person, home, actor, clock.instant());
  }

  /** Whether this very consent still stands. */
  public boolean stands(MedicalId person, HomeCommunityId home, UUID consent, Actor actor) {
    return decide(person, home, actor) instanceof Decision.Permit permit
        && permit.consent().equals(consent);
  }

  /**
   * Those of these places whose very consent still stands: asked again once the communities have
   * answered, as answering takes time. Another consent than the recorded one does not count.
   */
  public List<Place> standing(MedicalId person, List<Place> places, Actor actor) {
    var homes = places.stream().map(place -> place.route().home()).distinct().toList();
    var decisions = consents.decide(person, homes, actor, clock.instant());
    return places.stream()
        .filter(place ->
            decisions.get(place.route().home()) instanceof Decision.Permit permit
                && permit.consent().equals(place.permit().consent()))
        .toList();
  }

  /**
   * Where the records of a person may be shown, among the communities that were meant.
   *
   * @param open where the person is known and has allowed it
   * @param held where the person is known and has not
   * @param everywhere whether all of them are open
   */
  public record Places(List<Place> open, List<HomeCommunityId> held, boolean everywhere) {
    public Places {
      open = List.copyOf(open);
      held = List.copyOf(held);
    }
  }

  /**
   * Where the person is known and has allowed it, among these communities. Consent is asked for
   * every one of them, whoever the person is and wherever known: how long it takes tells nothing.
   */
  public Places places(@Nullable MedicalId person, List<Route> routes, Actor actor) {
    var homes = routes.stream().map(Route::home).toList();
    return places(
        index.locate(person), routes, consents.decide(person, homes, actor, clock.instant()));
  }

  /**
   * The same for many people, with as many statements however many they are, also none.
   *
   * @return of each of them, in their order
   */
  public Map<MedicalId, Places> places(
      Collection<MedicalId> persons, List<Route> routes, Actor actor) {
    var locators = index.locate(persons);
    var homes = routes.stream().map(Route::home).toList();
    var decisions = consents.decide(persons, homes, actor, clock.instant());
    var places = new LinkedHashMap<MedicalId, Places>();
    for (MedicalId person : persons) {
      places.put(
          person,
          places(
              locators.getOrDefault(person, List.of()),
              routes,
              decisions.getOrDefault(person, Map.of())));
    }
    return places;
  }

  private static Places places(
      List<Locator> locators, List<Route> routes, Map<HomeCommunityId, Decision> decisions) {
    var places = new ArrayList<Place>();
    var held = new ArrayList<HomeCommunityId>();
    for (Route route : routes) {
      var here = locators.stream().filter(one -> one.home().equals(route.home())).toList();
      if (decisions.get(route.home()) instanceof Decision.Permit permit) {
        here.forEach(one -> places.add(new Place(route, one.identifier(), permit)));
      } else if (!here.isEmpty()) {
        held.add(route.home());
      }
    }
    var open = places.stream().map(place -> place.route().home()).distinct().count();
    return new Places(places, held, open == routes.size());
  }
}
