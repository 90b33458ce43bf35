package org.musubi.mpi;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.JapaneseName;
import org.musubi.core.MedicalId;
import org.musubi.core.store.Registry;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The index on PostgreSQL, in the registry. Links only on an equal insured-person identifier that
 * birth date and kana confirm.
 */
@Component
class DeterministicIndex implements PatientIndex {
  private static final String LINK = "select person, home, assigner, value from mpi.link where ";

  private final JdbcClient registry;
  private final TransactionOperations transactions;
  private final AuditTrail audit;
  private final InstantSource clock;

  DeterministicIndex(
      @Registry JdbcClient registry,
      @Registry TransactionOperations transactions,
      AuditTrail audit,
      InstantSource clock) {
    this.registry = registry;
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public MedicalId register(Locator locator, Demographics demographics, Actor by) {
    var known = byIdentifier(locator.identifier());
    if (known.isPresent()) {
      return known.get();
    }
    var act = ActId.next(clock);
    var person =
        Objects.requireNonNull(
            transactions.execute(status -> link(act, locator, demographics, by)));
    if (person.linked()) {
      audit.receipt(act);
    }
    return person.id();
  }

  private Linked link(ActId act, Locator locator, Demographics demographics, Actor by) {
    // Two registrations of one person at the same moment take turns; the birth date is all they
    // surely share.
    registry
        .sql("select pg_advisory_xact_lock(:day)")
        .param("day", demographics.birthDate().toEpochDay())
        .query((row, n) -> 0)
        .list();
    var known = byIdentifier(locator.identifier());
    if (known.isPresent()) {
      return new Linked(known.get(), false);
    }
    var same = sameInsured(demographics);
    var person = same.size() == 1 ? same.getFirst() : MedicalId.next(clock);
    insert(locator, demographics, person);
    audit.enlist(
        new AuditEvent(
            act,
            clock.instant(),
            Action.PATIENT_LINKED,
            by,
            person,
            List.of(What.of(What.Kind.COMMUNITY, locator.home().toString())),
            Result.DONE,
            null,
            Map.of("rule", same.size() == 1 ? "insured" : "new")),
        registry);
    return new Linked(person, true);
  }

  private void insert(Locator locator, Demographics demographics, MedicalId person) {
    var name = demographics.name();
    registry
        .sql(
            """
            insert into mpi.link (assigner, value, home, person, family, given, family_kana, given_kana,
              kanji_key, kana_key, birth_date, sex, insured, insured_key, at)
            values (:assigner, :value, :home, :person, :family, :given, :familyKana, :givenKana,
              :kanjiKey, :kanaKey, :birthDate, :sex, :insured, :insuredKey, :at)
            """)
        .param("assigner", locator.identifier().assigner().value())
        .param("value", locator.identifier().value())
        .param("home", locator.home().toString())
        .param("person", person.value())
        .param("family", name.family())
        .param("given", name.given())
        .param("familyKana", name.familyKana())
        .param("givenKana", name.givenKana())
        .param("kanjiKey", Keys.kanji(name))
        .param("kanaKey", name.kanaKey())
        .param("birthDate", demographics.birthDate())
        .param("sex", demographics.sex().name())
        .param("insured", demographics.insured())
        .param("insuredKey", Keys.insured(demographics.insured()))
        .param("at", clock.instant().atOffset(java.time.ZoneOffset.UTC))
        .update();
  }

  private List<MedicalId> sameInsured(Demographics demographics) {
    if (demographics.insured() == null || demographics.name().kanaKey().isEmpty()) {
      return List.of();
    }
    return registry
        .sql(
            """
            select distinct person from mpi.link
            where insured_key = :insured and birth_date = :birthDate and kana_key = :kana
            """)
        .param("insured", Keys.insured(demographics.insured()))
        .param("birthDate", demographics.birthDate())
        .param("kana", demographics.name().kanaKey())
        .query((row, n) -> new MedicalId(row.getObject(1, UUID.class)))
        .list();
  }

  @Override
  public Optional<MedicalId> byIdentifier(PatientIdentifier identifier) {
    return registry
        .sql(LINK + "assigner = :assigner and value = :value")
        .param("assigner", identifier.assigner().value())
        .param("value", identifier.value())
        .query((row, n) -> new MedicalId(row.getObject("person", UUID.class)))
        .optional();
  }

  @Override
  public List<Locator> locate(@Nullable MedicalId person) {
    return registry
        .sql(LINK + "person = :person order by at, assigner, value")
        .param("person", person == null ? new UUID(0, 0) : person.value())
        .query(DeterministicIndex::locator)
        .list();
  }

  @Override
  public Map<MedicalId, List<Locator>> locate(Collection<MedicalId> persons) {
    return registry
        .sql(LINK + "person = any(:persons) order by at, assigner, value")
        .param("persons", ids(persons))
        .query((row, n) ->
            Map.entry(new MedicalId(row.getObject("person", UUID.class)), locator(row, n)))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  @Override
  public Optional<Demographics> demographics(MedicalId person, Set<HomeCommunityId> knownIn) {
    return registry
        .sql(
            """
            select family, given, family_kana, given_kana, birth_date, sex, insured from mpi.link
            where person = :person and (:anywhere or home = any(:homes)) order by at limit 1
            """)
        .param("person", person.value())
        .param("anywhere", knownIn.isEmpty())
        .param("homes", texts(knownIn))
        .query((row, n) ->
            new Demographics(
                new JapaneseName(
                    row.getString("family"),
                    row.getString("given"),
                    row.getString("family_kana"),
                    row.getString("given_kana")),
                row.getObject("birth_date", java.time.LocalDate.class),
                Demographics.Sex.valueOf(row.getString("sex")),
                row.getString("insured")))
        .optional();
  }

  @Override
  public List<MedicalId> find(Search search, Set<HomeCommunityId> knownIn, int limit) {
    return described(
            search,
            " and (:anywhere or home = any(:homes)) group by person order by first limit :limit")
        .param("anywhere", knownIn.isEmpty())
        .param("homes", texts(knownIn))
        .param("limit", limit)
        .query((row, n) -> new MedicalId(row.getObject("person", UUID.class)))
        .list();
  }

  @Override
  public Map<MedicalId, Set<HomeCommunityId>> described(Search search, int limit) {
    return where(
        described(search, " group by person order by first limit :limit").param("limit", limit));
  }

  @Override
  public Map<MedicalId, Set<HomeCommunityId>> described(
      Search search, Collection<MedicalId> persons) {
    return where(
        described(search, " and person = any(:persons) group by person order by first")
            .param("persons", ids(persons)));
  }

  private static Map<MedicalId, Set<HomeCommunityId>> where(JdbcClient.StatementSpec statement) {
    var found = new LinkedHashMap<MedicalId, Set<HomeCommunityId>>();
    statement.query(row -> {
      var homes =
          Arrays.stream((String[]) row.getArray("homes").getArray())
              .map(HomeCommunityId::parse)
              .collect(Collectors.toUnmodifiableSet());
      found.put(new MedicalId(row.getObject("person", UUID.class)), homes);
    });
    return found;
  }

  private JdbcClient.StatementSpec described(Search search, String and) {
    String kana = search.name().kanaKey();
    boolean byKana = !kana.isEmpty();
    return registry
        .sql(
            "select person, min(at) as first, array_agg(distinct home) as homes from mpi.link"
                + " where birth_date = :birthDate and "
                + (byKana ? "kana_key = :key" : "kanji_key = :key")
                + " and (:anySex or sex = :sex)"
                + and)
        .param("birthDate", search.birthDate())
        .param("key", byKana ? kana : Keys.kanji(search.name()))
        .param("anySex", search.sex() == null)
        .param("sex", search.sex() == null ? "" : search.sex().name());
  }

  private static UUID[] ids(Collection<MedicalId> persons) {
    return persons.stream().map(MedicalId::value).toArray(UUID[]::new);
  }

  private static String[] texts(Set<HomeCommunityId> homes) {
    return homes.stream().map(HomeCommunityId::toString).toArray(String[]::new);
  }

  private static Locator locator(ResultSet row, int n) throws SQLException {
    return new Locator(
        HomeCommunityId.parse(row.getString("home")),
        new PatientIdentifier(new Oid(row.getString("assigner")), row.getString("value")));
  }

  private record Linked(MedicalId id, boolean linked) {}
}
