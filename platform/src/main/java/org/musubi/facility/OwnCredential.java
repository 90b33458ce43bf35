package org.musubi.facility;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.musubi.facility.ca.CertificateAuthority;
import org.musubi.facility.ca.KeyFile;
import org.musubi.facility.ca.Keys;
import org.musubi.facility.ca.Order;
import org.musubi.facility.ca.Profile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the platform's own keys with its certificate. Renewed, with a new key, by whoever asks
 * when less than a third of its life is left; while renewal fails, the old one serves to its end.
 */
final class OwnCredential {
  private static final Logger LOG = LoggerFactory.getLogger(OwnCredential.class);
  private static final Duration TRY_AGAIN = Duration.ofMinutes(10);

  /** Other clocks may be a little behind. */
  static final Duration BACKDATED = Duration.ofMinutes(5);

  private final Kind kind;
  private final KeyFile file;
  private final CertificateAuthority authority;
  private final Operator operator;
  private final InstantSource clock;
  private volatile @Nullable Held held;

  OwnCredential(
      Kind kind,
      KeyFile file,
      CertificateAuthority authority,
      Operator operator,
      InstantSource clock) {
    this.kind = kind;
    this.file = file;
    this.authority = authority;
    this.operator = operator;
    this.clock = clock;
  }

  /** The key to use now. */
  KeyFile.Entry current() {
    var last = held;
    return last != null && clock.instant().isBefore(last.renewAt()) ? last.entry() : renewed();
  }

  private synchronized KeyFile.Entry renewed() {
    var now = clock.instant();
    var last = held;
    if (last != null && now.isBefore(last.renewAt())) {
      return last.entry();
    }
    var kept = file.read().filter(this::serves);
    if (kept.isPresent() && now.isBefore(renewal(kept.get().leaf()))) {
      return hold(kept.get(), renewal(kept.get().leaf()));
    }
    try {
      var fresh = issue(now);
      return hold(fresh, renewal(fresh.leaf()));
    } catch (RuntimeException e) {
      if (kept.isPresent() && now.isBefore(kept.get().leaf().getNotAfter().toInstant())) {
        LOG.warn("the platform's {} certificate cannot be renewed", kind.profile(), e);
        return hold(kept.get(), now.plus(TRY_AGAIN));
      }
      throw e;
    }
  }

  private KeyFile.Entry hold(KeyFile.Entry entry, Instant renewAt) {
    held = new Held(entry, renewAt);
    return entry;
  }

  private KeyFile.Entry issue(Instant now) {
    var pair = Keys.p256();
    var from = now.minus(BACKDATED).truncatedTo(ChronoUnit.SECONDS);
    var order =
        new Order(
            kind.profile(),
            operator.member().id(),
            operator.member().name(),
            kind.hosts(),
            pair.getPublic(),
            from,
            from.plus(kind.life()));
    var certificate = authority.issue(order, operator.actor());
    var entry = new KeyFile.Entry(pair.getPrivate(), List.of(certificate));
    file.write(entry);
    return entry;
  }

  private boolean serves(KeyFile.Entry entry) {
    try {
      entry.leaf().verify(authority.root().getPublicKey());
      return hosts(entry.leaf()).equals(new HashSet<>(kind.hosts()));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** The names and addresses in a certificate. */
  static Set<String> hosts(X509Certificate certificate) throws CertificateParsingException {
    var names = certificate.getSubjectAlternativeNames();
    var hosts = new HashSet<String>();
    if (names != null) {
      names.forEach(name -> hosts.add(String.valueOf(name.get(1))));
    }
    return hosts;
  }

  private static Instant renewal(X509Certificate leaf) {
    var end = leaf.getNotAfter().toInstant();
    return end.minus(Duration.between(leaf.getNotBefore().toInstant(), end).dividedBy(3));
  }

  /** What it is for, under which names, for how long. */
  record Kind(Profile profile, List<String> hosts, Duration life) {}

  private record Held(KeyFile.Entry entry, Instant renewAt) {}
}
