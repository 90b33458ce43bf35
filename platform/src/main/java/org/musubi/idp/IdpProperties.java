package org.musubi.idp;

import java.time.Duration;
import java.util.List;
import org.musubi.ihe.Coded;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rules of sign-in and of assertions. The seeds leave them open: each is a proposal.
 *
 * @param accountFailures failed sign-ins of one account before it is locked
 * @param addressFailures failed sign-ins from one address before it is locked; many people of one
 *     hospital share an address
 * @param lockOut how long a lock lasts, and after how long failures are forgotten
 * @param hashMemory argon2id memory in KiB (OWASP password storage: 19456 with 2 iterations)
 * @param hashIterations argon2id iterations
 * @param hashParallelism argon2id lanes
 * @param hashesAtOnce passwords that are checked at the same time; more wait
 * @param sessionLongest a session ends after this, used or not; when idle it ends after {@code
 *     server.servlet.session.timeout}
 * @param audience what the assertions of members must be meant for
 * @param clockSkew how far an issuer's clock may be off
 * @param assertionLongest longest accepted span of a member's assertion, and of ours
 * @param roles subject-roles of members' people that are served, each as code system, a bar and a
 *     code, an asterisk at its end for every code that begins so; proposed are the health
 *     professionals of ISCO-08 (22 and 32), until hcRole comes with HPKI
 */
@ConfigurationProperties("musubi.idp")
public record IdpProperties(
    @DefaultValue("5") int accountFailures,
    @DefaultValue("50") int addressFailures,
    @DefaultValue("15m") Duration lockOut,
    @DefaultValue("19456") int hashMemory,
    @DefaultValue("2") int hashIterations,
    @DefaultValue("1") int hashParallelism,
    @DefaultValue("2") int hashesAtOnce,
    @DefaultValue("8h") Duration sessionLongest,
    @DefaultValue("urn:musubi:platform") String audience,
    @DefaultValue("60s") Duration clockSkew,
    @DefaultValue("10m") Duration assertionLongest,
    @DefaultValue({"2.16.840.1.113883.2.9.6.2.7|22*", "2.16.840.1.113883.2.9.6.2.7|32*"})
        List<String> roles) {

  /** No assertion of ours lives longer. */
  static final Duration OURS_LONGEST = Duration.ofMinutes(10);

  public IdpProperties {
    if (accountFailures < 1 || addressFailures < 1 || hashesAtOnce < 1) {
      throw new IllegalArgumentException("musubi.idp: counts are at least 1");
    }
    if (hashMemory < 8192 || hashIterations < 1 || hashParallelism < 1) {
      throw new IllegalArgumentException("musubi.idp: argon2id needs 8 MiB and one iteration");
    }
    if (lockOut.isNegative() || sessionLongest.isNegative() || assertionLongest.isNegative()) {
      throw new IllegalArgumentException("musubi.idp: times are positive");
    }
    roles = List.copyOf(roles);
    if (!roles.stream().allMatch(role -> role.matches("[^|*]+\\|[^|*]*\\*?"))) {
      throw new IllegalArgumentException("musubi.idp.roles: each is SYSTEM|CODE or SYSTEM|PREFIX*");
    }
  }

  /** Whether people of this role are served. */
  boolean serves(Coded role) {
    var system = role.system().startsWith("urn:oid:") ? role.system().substring(8) : role.system();
    var stated = system + "|" + role.code();
    return roles.stream()
        .anyMatch(served ->
            served.endsWith("*")
                ? stated.startsWith(served.substring(0, served.length() - 1))
                : stated.equals(served));
  }
}
