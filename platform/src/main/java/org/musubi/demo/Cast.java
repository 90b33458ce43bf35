package org.musubi.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.musubi.core.FacilityId;
import org.musubi.core.JapaneseName;
import org.musubi.core.MemberId;
import org.musubi.facility.Facility;
import org.musubi.facility.Member;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Oid;
import org.musubi.mpi.Demographics;

/** Who appears in the demo. Everybody is made up; the OIDs lie in an arc for examples. */
final class Cast {
  private static final String ARC = "1.2.392.200250.9.";

  static final FacilityId CENTER = new FacilityId(fixed(0x1f0));

  private Cast() {}

  /** A member of the demo: its place in the arc, its kind and name, and the facilities under it. */
  enum Role {
    EAST(1, Member.Kind.REGIONAL_NETWORK, "東地域医療ネットワーク", List.of("東中央病院", "東町クリニック")),
    WEST(2, Member.Kind.REGIONAL_NETWORK, "西地域医療ネットワーク", List.of("西中央病院")),
    SHARED(3, Member.Kind.SERVICE_PROVIDER, "全国医療情報連携サービス", List.of("全国医療情報連携センター")),
    CLINIC(4, Member.Kind.INSTITUTION, "みなみ診療所", List.of("みなみ診療所"));

    private final int number;
    private final Member.Kind kind;
    private final String japanese;
    private final List<String> facilities;

    Role(int number, Member.Kind kind, String japanese, List<String> facilities) {
      this.number = number;
      this.kind = kind;
      this.japanese = japanese;
      this.facilities = facilities;
    }

    /** Its folder of credentials, and its name in the settings. */
    String folder() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    boolean isCommunity() {
      return this != CLINIC;
    }

    Member member() {
      return new Member(memberId(number), kind, japanese);
    }

    List<Facility> places() {
      var places = new java.util.ArrayList<Facility>();
      for (int n = 0; n < facilities.size(); n++) {
        places.add(
            new Facility(
                new FacilityId(fixed(0x200 + number * 0x10 + n)),
                memberId(number),
                new Oid(ARC + number + "." + (100 + n)),
                null,
                facilities.get(n)));
      }
      return places;
    }

    HomeCommunityId home() {
      return homeOf(number);
    }

    Oid assigner() {
      return assignerOf(number);
    }

    String issuer() {
      return "urn:musubi:demo:" + folder() + "-idp";
    }
  }

  /** Where the operator's own people work. */
  static Facility center(MemberId operator) {
    return new Facility(CENTER, operator, new Oid(ARC + "0.100"), null, "運用監視センター");
  }

  static MemberId memberId(int number) {
    return new MemberId(fixed(0x100 + number));
  }

  static HomeCommunityId homeOf(int number) {
    return new HomeCommunityId(new Oid(ARC + number));
  }

  static Oid assignerOf(int number) {
    return new Oid(ARC + number + ".1");
  }

  private static UUID fixed(int number) {
    return new UUID(0x0198_0000_0000_7000L, 0x8000_0000_0000_0000L | number);
  }

  /** A patient and the numbers under which communities know the patient. */
  record Patient(Demographics demographics, List<Number> numbers) {}

  /** A local number in a community. */
  record Number(Role role, String value) {}

  static final Patient HANAKO =
      new Patient(
          person(
              "結城",
              "花子",
              "ユウキ",
              "ハナコ",
              LocalDate.of(1968, 4, 12),
              Demographics.Sex.F,
              "01130012:１２:３４５:01"),
          List.of(
              new Number(Role.EAST, "E-1001"),
              new Number(Role.WEST, "W-2001"),
              new Number(Role.SHARED, "S-3001")));

  static final Patient TARO =
      new Patient(
          person(
              "𠮷田",
              "太郎",
              "ヨシダ",
              "タロウ",
              LocalDate.of(1975, 11, 3),
              Demographics.Sex.M,
              "01130012:７７:８:00"),
          List.of(new Number(Role.EAST, "E-1002")));

  static final Patient JIRO =
      new Patient(
          person("佐藤", "次郎", "サトウ", "ジロウ", LocalDate.of(1950, 1, 20), Demographics.Sex.M, null),
          List.of(new Number(Role.WEST, "W-2002")));

  static final List<Patient> PATIENTS = List.of(HANAKO, TARO, JIRO);

  private static Demographics person(
      String family,
      String given,
      String familyKana,
      String givenKana,
      LocalDate birth,
      Demographics.Sex sex,
      @org.jspecify.annotations.Nullable String insured) {
    return new Demographics(
        new JapaneseName(family, given, familyKana, givenKana), birth, sex, insured);
  }
}
