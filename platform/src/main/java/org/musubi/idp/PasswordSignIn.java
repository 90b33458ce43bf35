package org.musubi.idp;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Action;
import org.musubi.audit.What;
import org.musubi.core.Actor;
import org.musubi.core.Assurance;
import org.musubi.core.FacilityId;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;
import org.musubi.core.PersonRef;
import org.musubi.core.PractitionerId;
import org.musubi.core.PurposeOfUse;
import org.musubi.facility.Facilities;
import org.musubi.facility.PlatformIdentity;
import org.musubi.facility.Standing;
import org.springframework.stereotype.Component;

/** Sign-in by password: assurance PASSWORD, and never more. */
@Component
class PasswordSignIn implements SignIn {
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final String PROOF = "sign-in";

  private final Accounts accounts;
  private final Passwords passwords;
  private final Failures failures;
  private final Facilities facilities;
  private final Standing standing;
  private final PlatformIdentity platform;
  private final Recording recording;
  private final InstantSource clock;

  PasswordSignIn(
      Accounts accounts,
      Passwords passwords,
      Failures failures,
      Facilities facilities,
      Standing standing,
      PlatformIdentity platform,
      Recording recording,
      InstantSource clock) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.failures = failures;
    this.facilities = facilities;
    this.standing = standing;
    this.platform = platform;
    this.recording = recording;
    this.clock = clock;
  }

  @Override
  public Attempted withPassword(String login, String password, String address) {
    var folded = Accounts.fold(login);
    var counted = Failures.account(folded);
    var from = Failures.address(address);
    var attempt = failures.count(counted, from);
    var account = accounts.account(folded);
    boolean fits = passwords.fits(password, account.map(Accounts.Account::password).orElse(null));
    if (!attempt.allowed() || !fits || account.isEmpty()) {
      refused(account, attempt, address);
      return new Attempted.Not();
    }
    var answer = admit(account.get());
    if (!(answer instanceof Attempted.Not)) {
      failures.forgive(counted, from);
    }
    return answer;
  }

  private void refused(
      Optional<Accounts.Account> account, Failures.Attempt attempt, String address) {
    String reason =
        !attempt.allowed() ? "LOCKED" : attempt.last() ? "LOCKED_BY_THIS" : "WRONG_PASSWORD";
    refused(reason, account.map(found -> found.id().toString()).orElse(null), address);
  }

  private void refused(String reason, @Nullable String account, String address) {
    recording.refused(
        reason,
        Actor.nobody(PROOF, PurposeOfUse.OPERATIONS),
        account == null ? List.of() : List.of(What.of(What.Kind.PERSON, account)),
        Map.of("address", address));
  }

  private Attempted admit(Accounts.Account account) {
    var patient = account.patient();
    if (patient != null) {
      return new Attempted.In(patient(account, patient));
    }
    var practitioner = account.practitioner();
    var person =
        practitioner == null ? Optional.<Practitioner>empty() : accounts.practitioner(practitioner);
    var choices = practitioner == null ? List.<Undecided.Choice>of() : choices(practitioner);
    if (person.isEmpty() || choices.isEmpty()) {
      refused("NO_AFFILIATION", account.id().toString(), "-");
      return new Attempted.Not();
    }
    var name = Accounts.displayName(person.get().name());
    var who = new Undecided(person.get().id(), name, clock.instant(), choices);
    if (choices.size() == 1) {
      return new Attempted.In(decide(who, choices.getFirst()));
    }
    recording.done(
        Action.SIGN_IN,
        actor(who, MemberId.NOBODY, null, PurposeOfUse.OPERATIONS),
        Map.of("step", "password"));
    return new Attempted.AtWhich(who);
  }

  private SignedIn patient(Accounts.Account account, MedicalId patient) {
    var actor =
        new Actor(
            platform.operator().id(),
            PROOF,
            null,
            null,
            new PersonRef(PersonRef.PLATFORM, account.id().toString()),
            "password " + clock.instant(),
            Assurance.PASSWORD,
            PurposeOfUse.PATIENT_REQUEST);
    recording.done(Action.SIGN_IN, actor, Map.of());
    return new SignedIn(
        String.valueOf(account.displayName()), "本人", Role.PATIENT.rights(), actor, patient);
  }

  @Override
  public Optional<SignedIn> at(Undecided who, FacilityId facility) {
    return who.choices().stream()
        .filter(choice -> choice.facility().equals(facility))
        .filter(choice -> choices(who.practitioner()).contains(choice))
        .findFirst()
        .map(choice -> decide(who, choice));
  }

  private SignedIn decide(Undecided who, Undecided.Choice choice) {
    boolean treats = choice.roles().contains(Role.PRACTITIONER);
    var actor =
        actor(
            who,
            choice.member(),
            choice.facility(),
            treats ? PurposeOfUse.TREATMENT : PurposeOfUse.OPERATIONS);
    recording.done(Action.SIGN_IN, actor, Map.of());
    Set<Right> rights = EnumSet.noneOf(Right.class);
    choice.roles().forEach(role -> rights.addAll(role.rights()));
    return new SignedIn(who.displayName(), choice.name(), rights, actor, null);
  }

  private static Actor actor(
      Undecided who, MemberId member, @Nullable FacilityId facility, PurposeOfUse purpose) {
    return new Actor(
        member,
        PROOF,
        facility,
        facility == null ? null : "affiliation",
        new PersonRef(PersonRef.PLATFORM, who.practitioner().toString()),
        "password " + who.signedInAt(),
        Assurance.PASSWORD,
        purpose);
  }

  private List<Undecided.Choice> choices(PractitionerId practitioner) {
    var today = LocalDate.ofInstant(clock.instant(), JAPAN);
    var roles = new LinkedHashMap<UUID, Set<Role>>();
    for (var affiliation : accounts.affiliations(practitioner, today)) {
      roles
          .computeIfAbsent(affiliation.facility().value(), none -> EnumSet.noneOf(Role.class))
          .add(affiliation.role());
    }
    var choices = new ArrayList<Undecided.Choice>();
    roles.forEach((id, held) ->
        facilities
            .facility(new FacilityId(id))
            .filter(facility -> !standing.suspended(facility.member()))
            .ifPresent(facility ->
                choices.add(
                    new Undecided.Choice(
                        facility.id(), facility.name(), facility.member(), held))));
    choices.sort(Comparator.comparing(Undecided.Choice::name));
    return choices;
  }

  @Override
  public void out(SignedIn who, String reason) {
    recording.done(Action.SIGN_OUT, who.actor(), Map.of("reason", reason));
  }

  @Override
  public boolean stands(SignedIn who) {
    var actor = who.actor();
    return !standing.suspended(actor.member())
        && (actor.facility() == null || holds(who, actor.facility(), actor.person()));
  }

  /** Whether every right that was given at the sign-in is still that of an affiliation today. */
  private boolean holds(SignedIn who, FacilityId facility, @Nullable PersonRef person) {
    if (person == null) {
      return false;
    }
    var today = LocalDate.ofInstant(clock.instant(), JAPAN);
    Set<Right> held = EnumSet.noneOf(Right.class);
    accounts.affiliations(PractitionerId.parse(person.subject()), today).stream()
        .filter(affiliation -> affiliation.facility().equals(facility))
        .forEach(affiliation -> held.addAll(affiliation.role().rights()));
    return held.containsAll(who.rights());
  }
}
