package org.musubi.services.records.patients;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The patients of this community. Writes join the caller's transaction. */
public final class Patients {
  private static final String COLUMNS =
      "number, family, given, family_kana, given_kana, birth_date, sex, insured";

  private final JdbcClient database;

  public Patients(JdbcClient database) {
    this.database = database;
  }

  /** The patient of that number. */
  public Optional<Patient> byNumber(String number) {
    return database
        .sql("select " + COLUMNS + " from patient where number = ?")
        .param(number)
        .query(Patients::read)
        .optional();
  }

  public boolean knows(String number) {
    return database
        .sql("select 1 from patient where number = ?")
        .param(number)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /**
   * Takes over what a source says of a patient.
   *
   * @param asOf when it was true, {@code YYYYMMDDhhmmssSSS}, compared within the same rank
   */
  public void register(Patient patient, Origin origin, String asOf) {
    String outranked = origin.basic() ? "true" : "patient.origin not in ('ADT-00', 'CATALOGUE')";
    var name = patient.name();
    database
        .sql(
            "insert into patient ("
                + COLUMNS
                + ", written_key, kana_key, insured_key, origin, as_of)"
                + " values (?,?,?,?,?,?,?,?,?,?,?,?,?)"
                + " on conflict (number) do update set family = excluded.family,"
                + " given = excluded.given, family_kana = excluded.family_kana,"
                + " given_kana = excluded.given_kana, birth_date = excluded.birth_date,"
                + " sex = excluded.sex, insured = coalesce(excluded.insured, patient.insured),"
                + " written_key = excluded.written_key, kana_key = excluded.kana_key,"
                + " insured_key = coalesce(excluded.insured_key, patient.insured_key),"
                + " origin = excluded.origin, as_of = excluded.as_of where "
                + outranked
                + " and (patient.as_of <= excluded.as_of"
                + " or (patient.origin in ('SUBMISSION', 'MESSAGE')"
                + " and excluded.origin in ('ADT-00', 'CATALOGUE')))")
        .params(
            Arrays.asList(
                patient.number(),
                name.family(),
                name.given(),
                name.familyKana(),
                name.givenKana(),
                patient.birthDate(),
                patient.sex().name(),
                patient.insured(),
                name.writtenKey(),
                name.kanaKey(),
                patient.insured() == null ? null : PersonName.fold(patient.insured()),
                origin.code(),
                asOf))
        .update();
  }

  /**
   * Whoever fits every trait that is given. A number or an insured id is enough by itself; names
   * count only together with a birth date (a name alone would let anyone browse).
   *
   * @param most how many at most; ask for one more than can be used to see that there are too many
   */
  public List<Patient> find(Traits traits, int most) {
    var conditions = new ArrayList<String>();
    var values = new ArrayList<Object>();
    anyOf("number", traits.numbers(), conditions, values);
    anyOf(
        "insured_key",
        traits.insured().stream().map(PersonName::fold).toList(),
        conditions,
        values);
    boolean identified = !conditions.isEmpty();
    LocalDate birth = traits.birthDate();
    if (!identified && (birth == null || traits.names().isEmpty())) {
      return List.of();
    }
    if (birth != null) {
      conditions.add("birth_date = ?");
      values.add(birth);
    }
    if (traits.sex() == Patient.Sex.M || traits.sex() == Patient.Sex.F) {
      conditions.add("sex in (?, 'U')");
      values.add(traits.sex().name());
    }
    byName(traits.names(), conditions, values);
    values.add(most);
    return database
        .sql(
            "select "
                + COLUMNS
                + " from patient where "
                + String.join(" and ", conditions)
                + " order by number limit ?")
        .params(values)
        .query(Patients::read)
        .list();
  }

  private static void byName(List<PersonName> names, List<String> conditions, List<Object> values) {
    var forms = new ArrayList<String>();
    for (var name : names) {
      if (name.familyKana() != null) {
        forms.add("kana_key = ?");
        values.add(name.kanaKey());
      }
      if (name.family() != null) {
        forms.add("written_key = ?");
        values.add(name.writtenKey());
      }
    }
    if (!forms.isEmpty()) {
      conditions.add("(" + String.join(" or ", forms) + ")");
    }
  }

  private static void anyOf(
      String column, List<String> wanted, List<String> conditions, List<Object> values) {
    if (!wanted.isEmpty()) {
      conditions.add(
          wanted.stream().map(each -> "?").collect(Collectors.joining(",", column + " in (", ")")));
      values.addAll(wanted);
    }
  }

  private static Patient read(ResultSet row, int index) throws SQLException {
    return new Patient(
        Objects.requireNonNull(row.getString("number")),
        new PersonName(
            row.getString("family"),
            row.getString("given"),
            row.getString("family_kana"),
            row.getString("given_kana")),
        row.getObject("birth_date", LocalDate.class),
        Patient.Sex.valueOf(row.getString("sex")),
        row.getString("insured"));
  }
}
