package org.musubi.idp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.XmlWriter;
import org.musubi.ihe.xua.AssertionCheck;
import org.musubi.ihe.xua.Claims;
import org.musubi.ihe.xua.TrustedIssuer;
import org.musubi.ihe.xua.Verdict;

/**
 * Verifies assertions, and for up to a minute remembers those that held: a gateway sends one with
 * each of its messages, and the same bytes under the same issuer's certificates cannot come out
 * differently while the time that they name lasts. What was refused is never remembered, and a
 * clock that goes back verifies anew.
 */
final class Verified {
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int MOST = 10_000;

  private final AssertionCheck check;
  private final Recent<String, Held> recent = new Recent<>(MOST);

  Verified(AssertionCheck check) {
    this.check = check;
  }

  /** Claims that held at an instant, by the word of these issuers. */
  private record Held(Claims claims, List<TrustedIssuer> trusted, Instant at) {
    boolean stands(List<TrustedIssuer> now, Instant instant) {
      return trusted.equals(now)
          && !instant.isBefore(at)
          && instant.isBefore(at.plus(LONGEST))
          && instant.isBefore(claims.notOnOrAfter());
    }
  }

  /** As {@link AssertionCheck#verify}. */
  Verdict verify(Element assertion, List<TrustedIssuer> trusted, String audience, Instant now) {
    String key = digest(assertion);
    var held = recent.get(key);
    if (held != null && held.stands(trusted, now)) {
      return new Verdict.Verified(held.claims());
    }
    var verdict = check.verify(assertion, trusted, audience, now);
    if (verdict instanceof Verdict.Verified(Claims claims)) {
      recent.put(key, new Held(claims, trusted, now));
    }
    return verdict;
  }

  private static String digest(Element assertion) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(XmlWriter.toBytes(assertion)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
