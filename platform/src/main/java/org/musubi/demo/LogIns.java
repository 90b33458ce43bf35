package org.musubi.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.musubi.core.Actor;
import org.musubi.core.FacilityId;
import org.musubi.core.JapaneseName;
import org.musubi.core.MedicalId;
import org.musubi.core.PractitionerId;
import org.musubi.core.store.DataProperties;
import org.musubi.facility.Facility;
import org.musubi.facility.PlatformIdentity;
import org.musubi.idp.Affiliation;
import org.musubi.idp.People;
import org.musubi.idp.Practitioner;
import org.musubi.idp.Role;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * People who may sign in, with a password of this data directory's own, written to a file that only
 * its owner can read.
 */
@Component
@ConditionalOnProperty(name = "musubi.demo", havingValue = "true")
class LogIns {
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private final People people;
  private final PlatformIdentity platform;
  private final Path file;

  LogIns(People people, PlatformIdentity platform, DataProperties data) {
    this.people = people;
    this.platform = platform;
    this.file = data.data().resolve("demo/logins.txt");
  }

  /**
   * Registers the people. Passwords are made and written first ({@code login TAB password TAB
   * who}), so that a start that was cut short can be repeated.
   *
   * @param hanako 結城 花子
   * @param taro 𠮷田 太郎
   */
  void register(MedicalId hanako, MedicalId taro) throws IOException {
    if (!Files.exists(file)) {
      keep();
    }
    for (var line : Files.readAllLines(file)) {
      var parts = line.split("\t", -1);
      switch (Person.valueOf(parts[0].toUpperCase(Locale.ROOT))) {
        case DOCTOR -> worker(1, "東", "一郎", "アズマ", "イチロウ", Role.PRACTITIONER, at(1), parts);
        case DESK -> worker(2, "北野", "窓香", "キタノ", "マドカ", Role.CLERK, at(1), parts);
        case VISITING -> worker(3, "若葉", "二郎", "ワカバ", "ジロウ", Role.PRACTITIONER, at(2), parts);
        case AUDITOR ->
            worker(4, "南", "監子", "ミナミ", "アキコ", Role.AUDITOR, List.of(Cast.CENTER), parts);
        case AUDITOR2 ->
            worker(5, "北", "監二", "キタ", "カンジ", Role.AUDITOR, List.of(Cast.CENTER), parts);
        case HANAKO -> people.patientAccount(parts[0], parts[1], hanako, "結城 花子", by());
        case TARO -> people.patientAccount(parts[0], parts[1], taro, "𠮷田 太郎", by());
      }
    }
  }

  /** So many facilities of the eastern network. */
  private static List<FacilityId> at(int places) {
    return Cast.Role.EAST.places().stream().limit(places).map(Facility::id).toList();
  }

  private void worker(
      int number,
      String family,
      String given,
      String familyKana,
      String givenKana,
      Role role,
      List<FacilityId> places,
      String[] account) {
    var id = new PractitionerId(new UUID(0x0198_0000_0000_7001L, 0x8000_0000_0000_0000L | number));
    people.register(
        new Practitioner(id, new JapaneseName(family, given, familyKana, givenKana)),
        places.stream()
            .map(place -> new Affiliation(place, role, LocalDate.of(2026, 4, 1), null))
            .toList(),
        by());
    people.account(account[0], account[1], id, by());
  }

  private void keep() throws IOException {
    Files.createDirectories(file.getParent());
    Path fresh = file.resolveSibling("logins.new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    var lines = new ArrayList<String>();
    for (var person : Person.values()) {
      lines.add(person.name().toLowerCase(Locale.ROOT) + "\t" + password() + "\t" + person.who);
    }
    Files.write(fresh, lines);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private Actor by() {
    return platform.actor();
  }

  private static String password() {
    var random = new SecureRandom();
    var password = new StringBuilder();
    for (int i = 0; i < 14; i++) {
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return password.toString();
  }

  /** The log-ins; the name in lower case is the login. */
  private enum Person {
    DOCTOR("東 一郎（東中央病院 医師）"),
    DESK("北野 窓香（東中央病院 同意窓口）"),
    VISITING("若葉 二郎（東中央病院・東町クリニック 医師）"),
    AUDITOR("南 監子（運用監視センター 監査担当）"),
    AUDITOR2("北 監二（運用監視センター 監査担当）"),
    HANAKO("結城 花子（患者本人）"),
    TARO("𠮷田 太郎（患者本人）");

    private final String who;

    Person(String who) {
      this.who = who;
    }
  }
}
