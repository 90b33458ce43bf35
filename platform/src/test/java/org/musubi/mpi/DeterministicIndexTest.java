package org.musubi.mpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.core.Actor;
import org.musubi.core.JapaneseName;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;
import org.musubi.core.PurposeOfUse;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.support.EnlistOnly;
import org.musubi.support.TestDatabase;

class DeterministicIndexTest {
  private static final HomeCommunityId EAST = HomeCommunityId.parse("urn:oid:1.2.392.200250.9.1");
  private static final HomeCommunityId WEST = HomeCommunityId.parse("urn:oid:1.2.392.200250.9.2");
  private static final String INSURED = "01130012:１２:３４５:01";

  private final Actor importer =
      Actor.system(MemberId.next(Clock.systemUTC()), "test", PurposeOfUse.OPERATIONS);
  private PatientIndex index;
  private final EnlistOnly audit = new EnlistOnly();

  @BeforeEach
  void freshIndex() {
    var database = TestDatabase.fresh();
    index =
        new DeterministicIndex(
            database.client(), database.transactions(), audit, Clock.systemUTC());
  }

  @Test
  void twoNumbersWithOneInsuredIdentifierBirthDateAndKanaAreOnePerson() {
    var east = register(EAST, "E-1", "結城", "ユウキ", INSURED);
    var west = register(WEST, "W-1", "結城", "ﾕｳｷ", "01130012:12:345:01");

    assertThat(west).isEqualTo(east);
    assertThat(index.locate(east)).extracting(Locator::home).containsExactly(EAST, WEST);
  }

  @Test
  void sameNameAndBirthdayWithoutAnInsuredIdentifierStayTwoPeople() {
    var one = register(EAST, "E-1", "佐藤", "サトウ", null);
    var other = register(WEST, "W-1", "佐藤", "サトウ", null);

    assertThat(other).isNotEqualTo(one);
  }

  @Test
  void anInsuredIdentifierThatTheKanaContradictsLinksNobody() {
    var one = register(EAST, "E-1", "佐藤", "サトウ", INSURED);
    var other = register(WEST, "W-1", "鈴木", "スズキ", INSURED);

    assertThat(other).isNotEqualTo(one);
  }

  @Test
  void registeringANumberAgainGivesTheSamePersonAndRecordsNothingNew() {
    var once = register(EAST, "E-1", "結城", "ユウキ", INSURED);
    var twice = register(EAST, "E-1", "結城", "ユウキ", INSURED);

    assertThat(twice).isEqualTo(once);
    assertThat(audit.enlisted()).hasSize(1);
  }

  @Test
  void manyRegistrationsOfOnePersonAtOnceMakeOnePerson() throws Exception {
    var people = new ArrayList<MedicalId>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<MedicalId>> tasks = new ArrayList<>();
      for (int n = 0; n < 8; n++) {
        String number = "X-" + n;
        tasks.add(() -> register(EAST, number, "結城", "ユウキ", INSURED));
      }
      for (var future : threads.invokeAll(tasks)) {
        people.add(future.get());
      }
    }

    assertThat(people).containsOnly(people.getFirst());
  }

  @Test
  void aPersonIsFoundByHiraganaOrHalfWidthKanaAndBirthDate() {
    var hanako = register(EAST, "E-1", "結城", "ユウキ", INSURED);

    assertThat(index.find(kana("ゆうき", "はなこ"), Set.of(), 10)).containsExactly(hanako);
    assertThat(index.find(kana("ﾕｳｷ", "ﾊﾅｺ"), Set.of(EAST), 10)).containsExactly(hanako);
  }

  @Test
  void aPersonUnknownInTheCommunitiesNamedIsNotFound() {
    register(EAST, "E-1", "結城", "ユウキ", INSURED);

    assertThat(index.find(kana("ユウキ", "ハナコ"), Set.of(WEST), 10)).isEmpty();
  }

  @Test
  void aNameOutsideTheBasicPlaneIsKeptAndFound() {
    var taro = register(EAST, "E-2", "𠮷田", "ヨシダ", null);

    assertThat(index.demographics(taro, Set.of()).orElseThrow().name().family()).isEqualTo("𠮷田");
    assertThat(
            index.find(
                new Search(
                    new JapaneseName("𠮷田", "花子", null, null), LocalDate.of(1968, 4, 12), null),
                Set.of(),
                10))
        .containsExactly(taro);
  }

  /** 外字 of the private use areas, and a character with its variation selector. */
  @ParameterizedTest
  @ValueSource(strings = {"\uE000城", "\uDB80\uDC00城", "葛\uDB40\uDD00城"})
  void aNameThatHoldsAGaijiIsKeptAsItCameAndFoundByItAndByKana(String family) {
    var person = register(EAST, "E-3", family, "カツラギ", null);

    assertThat(index.demographics(person, Set.of()).orElseThrow().name().family())
        .isEqualTo(family);
    var written =
        new Search(new JapaneseName(family, "花子", null, null), LocalDate.of(1968, 4, 12), null);
    assertThat(index.find(written, Set.of(), 10)).containsExactly(person);
    assertThat(index.find(kana("カツラギ", "ハナコ"), Set.of(), 10)).containsExactly(person);
  }

  @Test
  void manyAreLocatedAtOnceAndWhoIsKnownNowhereIsLeftOut() {
    var one = register(EAST, "E-1", "結城", "ユウキ", INSURED);
    var other = register(WEST, "W-2", "佐藤", "サトウ", null);

    var located = index.locate(List.of(one, other, MedicalId.next(Clock.systemUTC())));

    assertThat(located).containsOnlyKeys(one, other);
    assertThat(located.get(other)).extracting(Locator::home).containsExactly(WEST);
    assertThat(index.locate(List.<MedicalId>of())).isEmpty();
  }

  @Test
  void ofManyThoseFitWhomTheDescriptionFits() {
    var hanako = register(EAST, "E-1", "結城", "ユウキ", INSURED);
    var other = register(WEST, "W-2", "佐藤", "サトウ", null);

    assertThat(index.described(kana("ユウキ", "ハナコ"), List.of(hanako, other)))
        .containsExactly(Map.entry(hanako, Set.of(EAST)));
    assertThat(index.described(kana("ユウキ", "ハナコ"), List.of(other))).isEmpty();
    assertThat(index.described(kana("ユウキ", "ハナコ"), List.of())).isEmpty();
  }

  @Test
  void eachCommunityHasItsOwnWordOnAPerson() {
    var hanako = register(EAST, "E-1", "結城", "ユウキ", INSURED);
    register(WEST, "W-1", "結木", "ユウキ", INSURED);
    var written =
        new Search(new JapaneseName("結木", "花子", null, null), LocalDate.of(1968, 4, 12), null);

    assertThat(index.demographics(hanako, Set.of(WEST)).orElseThrow().name().family())
        .isEqualTo("結木");
    assertThat(index.demographics(hanako, Set.of(HomeCommunityId.parse("urn:oid:1.9")))).isEmpty();
    assertThat(index.described(written, 10)).containsExactly(Map.entry(hanako, Set.of(WEST)));
    assertThat(index.described(kana("ユウキ", "ハナコ"), 10))
        .containsExactly(Map.entry(hanako, Set.of(EAST, WEST)));
  }

  @Test
  void howACharacterIsDrawnDoesNotMatterWhichOneItIsDoes() {
    var drawn = register(EAST, "E-9", "葛\uDB40\uDD00城", "カツラギ", null);
    var plain = register(WEST, "W-9", "葛城", "カツラギ", null);

    for (var family : List.of("葛城", "葛\uDB40\uDD00城", "葛\uDB40\uDD01城")) {
      var written =
          new Search(new JapaneseName(family, "花子", null, null), LocalDate.of(1968, 4, 12), null);
      assertThat(index.find(written, Set.of(), 10)).containsExactly(drawn, plain);
    }
  }

  @Test
  void anUnknownNumberIsNobody() {
    assertThat(index.byIdentifier(new PatientIdentifier(new Oid("1.2.3"), "nobody"))).isEmpty();
    assertThat(index.locate((MedicalId) null)).isEmpty();
  }

  private MedicalId register(
      HomeCommunityId home, String number, String family, String familyKana, String insured) {
    return index.register(
        new Locator(home, new PatientIdentifier(new Oid(home.oid().value() + ".1"), number)),
        new Demographics(
            new JapaneseName(family, "花子", familyKana, "ハナコ"),
            LocalDate.of(1968, 4, 12),
            Demographics.Sex.F,
            insured),
        importer);
  }

  private static Search kana(String family, String given) {
    return new Search(new JapaneseName(null, null, family, given), LocalDate.of(1968, 4, 12), null);
  }
}
