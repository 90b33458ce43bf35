package org.musubi.demo;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.musubi.consent.Consents;
import org.musubi.consent.Decision;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.core.store.DataProperties;
import org.musubi.facility.CredentialIssue;
import org.musubi.facility.Facilities;
import org.musubi.facility.Member;
import org.musubi.facility.PlatformIdentity;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.mpi.Locator;
import org.musubi.mpi.PatientIndex;
import org.musubi.service.Route;
import org.musubi.service.ServiceDirectory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Sets the stage: members with their certificates, communities with their addresses, patients and
 * what they allow. Doing it again changes nothing.
 */
@Component
@ConditionalOnProperty(name = "musubi.demo", havingValue = "true")
class Stage {
  private static final List<String> HOSTS = List.of("localhost", "127.0.0.1");
  private static final int FIRST_EXTRA = 1000;

  private final Facilities facilities;
  private final CredentialIssue credentials;
  private final PlatformIdentity platform;
  private final ServiceDirectory directory;
  private final PatientIndex index;
  private final Consents consents;
  private final DemoProperties properties;
  private final Path folder;
  private final InstantSource clock;

  Stage(
      Facilities facilities,
      CredentialIssue credentials,
      PlatformIdentity platform,
      ServiceDirectory directory,
      PatientIndex index,
      Consents consents,
      DemoProperties properties,
      DataProperties data,
      InstantSource clock) {
    this.facilities = facilities;
    this.credentials = credentials;
    this.platform = platform;
    this.directory = directory;
    this.index = index;
    this.consents = consents;
    this.properties = properties;
    this.folder = data.data().resolve("demo/credentials");
    this.clock = clock;
  }

  Path folder() {
    return folder;
  }

  /** Members and their credentials come first: the communities wait for them. */
  void members() {
    var operator = platform.operator();
    facilities.register(operator, List.of(Cast.center(operator.id())), by());
    for (var role : Cast.Role.values()) {
      facilities.register(role.member(), role.places(), by());
      Path own = folder.resolve(role.folder());
      credentials.tls(role.member().id(), HOSTS, own);
      credentials.assertionSigning(role.member().id(), own);
    }
    for (var extra : extras().entrySet()) {
      var member =
          new Member(
              Cast.memberId(extra.getValue()),
              Member.Kind.REGIONAL_NETWORK,
              "計測用地域 " + extra.getKey());
      facilities.register(member, List.of(), by());
      credentials.tls(member.id(), HOSTS, folder.resolve(extra.getKey()));
    }
  }

  /** Communities and their addresses. */
  void routes() {
    for (var role : Cast.Role.values()) {
      var address = properties.communities().get(role.folder());
      if (role.isCommunity() && address != null) {
        directory.join(route(role.member(), role.home(), role.assigner(), address), by());
      }
    }
    for (var extra : extras().entrySet()) {
      int number = extra.getValue();
      var member = facilities.member(Cast.memberId(number)).orElseThrow();
      var address = properties.communities().get(extra.getKey());
      if (address != null) {
        directory.join(route(member, Cast.homeOf(number), Cast.assignerOf(number), address), by());
      }
    }
  }

  /**
   * Patients where they are known, and 結城 花子's consent everywhere; nobody else has said anything.
   */
  List<MedicalId> patients() {
    var people = new ArrayList<MedicalId>();
    for (var patient : Cast.PATIENTS) {
      MedicalId person = null;
      for (var number : patient.numbers()) {
        person =
            index.register(
                new Locator(
                    number.role().home(),
                    new PatientIdentifier(number.role().assigner(), number.value())),
                patient.demographics(),
                by());
      }
      people.add(java.util.Objects.requireNonNull(person));
    }
    var hanako = people.getFirst();
    for (int number : extras().values()) {
      index.register(
          new Locator(
              Cast.homeOf(number), new PatientIdentifier(Cast.assignerOf(number), "X-" + number)),
          Cast.HANAKO.demographics(),
          by());
    }
    var homes = directory.routes().stream().map(Route::home).toList();
    if (consents.decide(hanako, homes, by(), clock.instant()).values().stream()
        .allMatch(Stage::isUnsaid)) {
      homes.forEach(home -> consents.give(hanako, home, by()));
    }
    return people;
  }

  private static boolean isUnsaid(Decision decision) {
    return decision instanceof Decision.Deny deny && deny.reason() == Decision.Reason.NO_CONSENT;
  }

  private Actor by() {
    return platform.actor();
  }

  /**
   * Further communities by name, each with its place in the arc: for measurements with many
   * responders.
   */
  private Map<String, Integer> extras() {
    var known = Set.of("east", "west", "shared");
    var extras = new TreeMap<String, Integer>();
    properties.communities().keySet().stream()
        .filter(name -> !known.contains(name))
        .sorted()
        .forEach(name -> extras.put(name, FIRST_EXTRA + extras.size()));
    return extras;
  }

  private static Route route(Member member, HomeCommunityId home, Oid assigner, URI address) {
    return new Route(
        home,
        member.id(),
        member.name(),
        address.resolve("/iti55"),
        address.resolve("/iti38"),
        address.resolve("/iti39"),
        Set.of(assigner));
  }
}
