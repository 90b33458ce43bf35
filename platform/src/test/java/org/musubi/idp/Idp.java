package org.musubi.idp;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.musubi.core.JapaneseName;
import org.musubi.core.PractitionerId;
import org.musubi.facility.Facility;
import org.musubi.facility.Member;
import org.musubi.facility.Platform;
import org.musubi.support.HandClock;
import org.musubi.support.TestDatabase;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** The room put together by hand on a real database. */
final class Idp {
  static final String PASSWORD = "正しい馬電池ホチキス 12";
  static final IdpProperties PROPERTIES =
      new IdpProperties(
          5,
          8,
          Duration.ofMinutes(15),
          8192,
          1,
          1,
          2,
          Duration.ofHours(8),
          "urn:musubi:platform",
          Duration.ofSeconds(60),
          Duration.ofMinutes(10),
          List.of("2.16.840.1.113883.2.9.6.2.7|22*"));

  final HandClock clock = new HandClock(Clock.systemUTC().instant());
  final Platform platform;
  final Accounts accounts;

  /** Cheap ones: the tests are not about their cost. */
  final Passwords passwords = new Passwords(new Argon2PasswordEncoder(16, 32, 1, 64, 1), 2);

  final RegisteredPeople people;
  final PasswordSignIn signIn;
  final BoundIssuers issuers;
  final XuaGate gate;

  Idp(Path data) {
    platform = new Platform(TestDatabase.fresh(), data, clock);
    var client = platform.database.client();
    var transactions = platform.database.transactions();
    accounts = new Accounts(client);
    people =
        new RegisteredPeople(
            accounts, passwords, platform.facilities, client, transactions, platform.trail, clock);
    signIn =
        new PasswordSignIn(
            accounts,
            passwords,
            new Failures(client, clock, PROPERTIES),
            platform.facilities,
            platform.standing,
            platform.identity,
            new Recording(client, transactions, platform.trail, clock),
            clock);
    issuers =
        new BoundIssuers(
            platform.facilities,
            platform.standing,
            platform.feed,
            client,
            transactions,
            platform.trail,
            clock);
    var restatement =
        new Restatement(platform.identity, platform.facilities, accounts, PROPERTIES, clock);
    gate = new XuaGate(issuers, platform.facilities, restatement, PROPERTIES);
  }

  Facility facilityOf(Member member) {
    return platform.facilities.facilitiesOf(member.id()).getFirst();
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), java.time.ZoneId.of("Asia/Tokyo"));
  }

  /** A practitioner with an account, at these facilities from yesterday on. */
  PractitionerId doctor(String login, Role role, Facility... facilities) {
    var id = new PractitionerId(UUID.randomUUID());
    List<Affiliation> at = new ArrayList<>();
    for (var facility : facilities) {
      at.add(new Affiliation(facility.id(), role, today().minusDays(1), null));
    }
    people.register(
        new Practitioner(id, new JapaneseName("結城", "一郎", "ユウキ", "イチロウ")),
        at,
        platform.identity.actor());
    people.account(login, PASSWORD, id, platform.identity.actor());
    return id;
  }
}
