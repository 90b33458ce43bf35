package org.musubi.idp;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.core.PersonRef;
import org.musubi.core.PractitionerId;
import org.musubi.core.Uuid7;
import org.musubi.core.store.Registry;
import org.musubi.facility.Facilities;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Registers people in the registry. */
@Component
class RegisteredPeople implements People {
  private static final int SHORTEST_PASSWORD = 12;
  private static final int LONGEST_PASSWORD = 128;

  private final Accounts accounts;
  private final Passwords passwords;
  private final Facilities facilities;
  private final JdbcClient registry;
  private final TransactionOperations transactions;
  private final AuditTrail audit;
  private final InstantSource clock;

  RegisteredPeople(
      Accounts accounts,
      Passwords passwords,
      Facilities facilities,
      @Registry JdbcClient registry,
      @Registry TransactionOperations transactions,
      AuditTrail audit,
      InstantSource clock) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.facilities = facilities;
    this.registry = registry;
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void register(Practitioner practitioner, List<Affiliation> affiliations, Actor by) {
    for (var affiliation : affiliations) {
      if (facilities.facility(affiliation.facility()).isEmpty()) {
        throw new IllegalArgumentException("no such facility is registered");
      }
    }
    change(
        practitioner.id().toString(),
        "affiliation",
        by,
        () -> {
          int rows = insert(practitioner);
          for (var affiliation : affiliations) {
            rows += insert(practitioner.id(), affiliation);
          }
          return rows;
        });
  }

  @Override
  public void account(String login, String password, PractitionerId practitioner, Actor by) {
    if (accounts.practitioner(practitioner).isEmpty()) {
      throw new IllegalArgumentException("no such practitioner is registered");
    }
    open(login, password, practitioner, null, null, by);
  }

  @Override
  public void patientAccount(
      String login, String password, MedicalId patient, String displayName, Actor by) {
    open(login, password, null, patient, displayName, by);
  }

  @Override
  public List<PersonRef> accounts(MedicalId patient) {
    return accounts.of(patient);
  }

  @Override
  public Optional<Practitioner> practitioner(PractitionerId id) {
    return accounts.practitioner(id);
  }

  private void open(
      String login,
      String password,
      @Nullable PractitionerId practitioner,
      @Nullable MedicalId patient,
      @Nullable String displayName,
      Actor by) {
    var folded = Accounts.fold(login);
    if (!Accounts.wellFormed(folded)) {
      throw new IllegalArgumentException("the login is out of form");
    }
    if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
      throw new IllegalArgumentException("a password has 12 to 128 characters");
    }
    var known = accounts.account(folded);
    if (known.isPresent()) {
      boolean same =
          Objects.equals(known.get().practitioner(), practitioner)
              && Objects.equals(known.get().patient(), patient);
      if (!same) {
        throw new IllegalArgumentException("the login is somebody else's");
      }
      return;
    }
    var hash = passwords.hash(password);
    var id = Uuid7.next(clock);
    change(
        practitioner == null ? id.toString() : practitioner.toString(),
        "account",
        by,
        () ->
            registry
                .sql(
                    """
                    insert into idp.account
                      (id, login, practitioner, patient, display_name, password, created_at)
                    values (:id, :login, :practitioner, :patient, :name, :password, :at)
                    """)
                .param("id", id)
                .param("login", folded)
                .param("practitioner", practitioner == null ? null : practitioner.value())
                .param("patient", patient == null ? null : patient.value())
                .param("name", displayName)
                .param("password", hash)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update());
  }

  private int insert(Practitioner practitioner) {
    if (accounts.practitioner(practitioner.id()).isPresent()) {
      return 0;
    }
    var name = practitioner.name();
    return registry
        .sql(
            """
            insert into idp.practitioner
              (id, family, given, family_kana, given_kana, registered_at)
            values (:id, :family, :given, :familyKana, :givenKana, :at)
            on conflict (id) do nothing
            """)
        .param("id", practitioner.id().value())
        .param("family", name.family())
        .param("given", name.given())
        .param("familyKana", name.familyKana())
        .param("givenKana", name.givenKana())
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  private int insert(PractitionerId practitioner, Affiliation affiliation) {
    if (known(practitioner, affiliation)) {
      return 0;
    }
    return registry
        .sql(
            """
            insert into idp.affiliation (id, practitioner, facility, role, from_day, to_day)
            values (:id, :practitioner, :facility, :role, :from, :to)
            on conflict (practitioner, facility, role, from_day) do nothing
            """)
        .param("id", Uuid7.next(clock))
        .param("practitioner", practitioner.value())
        .param("facility", affiliation.facility().value())
        .param("role", affiliation.role().name())
        .param("from", affiliation.from())
        .param("to", affiliation.to())
        .update();
  }

  /** Asked first: where the registry is read only, what is known already needs no write. */
  private boolean known(PractitionerId practitioner, Affiliation affiliation) {
    return registry
        .sql(
            """
            select exists (select from idp.affiliation where practitioner = :practitioner
              and facility = :facility and role = :role and from_day = :from)
            """)
        .param("practitioner", practitioner.value())
        .param("facility", affiliation.facility().value())
        .param("role", affiliation.role().name())
        .param("from", affiliation.from())
        .query(Boolean.class)
        .single();
  }

  private void change(String person, String what, Actor by, Rows rows) {
    var act = ActId.next(clock);
    var done =
        transactions.execute(status -> {
          if (rows.changed() == 0) {
            return false;
          }
          audit.enlist(
              new AuditEvent(
                  act,
                  clock.instant(),
                  Action.PRACTITIONER_REGISTERED,
                  by,
                  null,
                  List.of(What.of(What.Kind.PERSON, person)),
                  Result.DONE,
                  null,
                  Map.of("what", what)),
              registry);
          return true;
        });
    if (Boolean.TRUE.equals(done)) {
      audit.receipt(act);
    }
  }

  @FunctionalInterface
  private interface Rows {
    int changed();
  }
}
