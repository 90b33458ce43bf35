package org.musubi.idp;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musubi.core.FacilityId;
import org.musubi.core.JapaneseName;
import org.musubi.core.MedicalId;
import org.musubi.core.PersonRef;
import org.musubi.core.PractitionerId;
import org.musubi.core.store.Registry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** People and their accounts as the registry has them. */
@Component
class Accounts {
  private static final Pattern LOGIN = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{2,63}");

  private final JdbcClient registry;

  Accounts(@Registry JdbcClient registry) {
    this.registry = registry;
  }

  /** The form in which logins are compared. */
  static String fold(String login) {
    return Normalizer.normalize(login.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  static boolean wellFormed(String folded) {
    return LOGIN.matcher(folded).matches();
  }

  Optional<Account> account(String folded) {
    return registry
        .sql(
            """
            select id, login, practitioner, patient, display_name, password from idp.account
            where login = :login
            """)
        .param("login", folded)
        .query((row, n) -> {
          var practitioner = row.getObject("practitioner", UUID.class);
          var patient = row.getObject("patient", UUID.class);
          return new Account(
              row.getObject("id", UUID.class),
              practitioner == null ? null : new PractitionerId(practitioner),
              patient == null ? null : new MedicalId(patient),
              row.getString("display_name"),
              row.getString("password"));
        })
        .optional();
  }

  /** As whom a patient signs in. */
  List<PersonRef> of(MedicalId patient) {
    return registry
        .sql("select id from idp.account where patient = :patient")
        .param("patient", patient.value())
        .query((row, n) -> new PersonRef(PersonRef.PLATFORM, row.getString("id")))
        .list();
  }

  Optional<Practitioner> practitioner(PractitionerId id) {
    return registry
        .sql(
            """
            select family, given, family_kana, given_kana from idp.practitioner where id = :id
            """)
        .param("id", id.value())
        .query((row, n) ->
            new Practitioner(
                id,
                new JapaneseName(
                    row.getString("family"),
                    row.getString("given"),
                    row.getString("family_kana"),
                    row.getString("given_kana"))))
        .optional();
  }

  /** Affiliations that hold on this day, in the order of registration. */
  List<Affiliation> affiliations(PractitionerId id, LocalDate day) {
    return registry
        .sql(
            """
            select facility, role, from_day, to_day from idp.affiliation
            where practitioner = :id order by id
            """)
        .param("id", id.value())
        .query((row, n) ->
            new Affiliation(
                new FacilityId(row.getObject("facility", UUID.class)),
                Role.valueOf(row.getString("role")),
                row.getObject("from_day", LocalDate.class),
                row.getObject("to_day", LocalDate.class)))
        .list()
        .stream()
        .filter(affiliation -> affiliation.holdsOn(day))
        .toList();
  }

  /** The written form, or kana where there is none. */
  static String displayName(JapaneseName name) {
    var family = name.family() == null ? name.familyKana() : name.family();
    var given = name.family() == null ? name.givenKana() : name.given();
    return given == null ? String.valueOf(family) : family + " " + given;
  }

  /** A password account: a practitioner's or a patient's. */
  record Account(
      UUID id,
      @Nullable PractitionerId practitioner,
      @Nullable MedicalId patient,
      @Nullable String displayName,
      String password) {
    @Override
    public String toString() {
      return "Account[" + id + "]";
    }
  }
}
