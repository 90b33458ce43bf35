package org.musubi.idp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.musubi.core.store.Local;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts sign-ins per account and per address. An attempt is counted before its password is looked
 * at, so that many at once get no more guesses than one after another; a good one takes its count
 * back. An account that does not exist is counted like any other.
 */
@Component
class Failures {
  private static final Duration KEPT = Duration.ofDays(1);

  private final JdbcClient local;
  private final InstantSource clock;
  private final IdpProperties properties;

  Failures(@Local JdbcClient local, InstantSource clock, IdpProperties properties) {
    this.local = local;
    this.clock = clock;
    this.properties = properties;
  }

  /** What counts as one account: the folded login, kept as a hash only. */
  static String account(String login) {
    return "account:" + hash(login);
  }

  static String address(String address) {
    return "address:" + hash(address);
  }

  /** Counts an attempt; true while there are guesses left. */
  Attempt count(String account, String address) {
    int ofAccount = count(account, properties.accountFailures());
    int ofAddress = count(address, properties.addressFailures());
    return new Attempt(
        ofAccount <= properties.accountFailures() && ofAddress <= properties.addressFailures(),
        ofAccount == properties.accountFailures() || ofAddress == properties.addressFailures());
  }

  private int count(String key, int most) {
    var now = clock.instant();
    return local
        .sql(
            """
            insert into idp.failure as f (counted, failures, since, locked_until)
            values (:key, 1, :now, case when 1 >= :most then :until end)
            on conflict (counted) do update set
              failures = case when f.since < :forgotten then 1 else f.failures + 1 end,
              since = case when f.since < :forgotten or f.failures + 1 = :most
                then :now else f.since end,
              locked_until = case
                when f.since < :forgotten then case when 1 >= :most then :until end
                when f.failures + 1 = :most then :until else f.locked_until end
            returning failures
            """)
        .param("key", key)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("until", now.plus(properties.lockOut()).atOffset(ZoneOffset.UTC))
        .param("forgotten", now.minus(properties.lockOut()).atOffset(ZoneOffset.UTC))
        .param("most", most)
        .query(Integer.class)
        .single();
  }

  /** A good sign-in: the account starts anew, the address takes one count back. */
  void forgive(String account, String address) {
    local.sql("delete from idp.failure where counted = :key").param("key", account).update();
    local
        .sql("update idp.failure set failures = failures - 1 where counted = :key and failures > 0")
        .param("key", address)
        .update();
    local
        .sql("delete from idp.failure where since < :old")
        .param("old", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
        .update();
  }

  private static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * One attempt.
   *
   * @param allowed whether its password counts
   * @param last whether a wrong one locks
   */
  record Attempt(boolean allowed, boolean last) {}
}
