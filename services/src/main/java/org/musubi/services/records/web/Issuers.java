package org.musubi.services.records.web;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.soap.SoapFault;
import org.musubi.ihe.tls.Pem;
import org.musubi.ihe.xua.AssertionCheck;
import org.musubi.ihe.xua.Claims;
import org.musubi.ihe.xua.Reason;
import org.musubi.ihe.xua.TrustedIssuer;
import org.musubi.ihe.xua.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose assertions this community believes, and with whose certificate they must come: the word of
 * one member's issuer is worth nothing in the mouth of another.
 */
final class Issuers {
  private static final Logger LOG = LoggerFactory.getLogger(Issuers.class);
  private static final String PEM = ".pem";
  private static final String CALLERS = "callers.pem";

  private final @Nullable Path folder;
  private final Set<String> audiences;
  private final InstantSource clock;
  private volatile List<Bound> known = List.of();
  private volatile long lookedAt = Long.MIN_VALUE;

  /** Certificates, and the issuers whose assertions may come with them. */
  private record Bound(Set<X509Certificate> callers, List<TrustedIssuer> issuers) {}

  Issuers(@Nullable Path folder, Set<String> audiences, InstantSource clock) {
    this.folder = folder;
    this.audiences = Set.copyOf(audiences);
    this.clock = clock;
  }

  /**
   * What the message's assertion proves.
   *
   * @throws SoapFault when there is none, or one that does not hold or does not belong to the
   *     certificate it came with
   */
  Claims required(Incoming message) throws SoapFault {
    var assertion = message.assertion().orElseThrow(() -> fault(Reason.MISSING));
    var trusted = trusted(message.caller());
    Reason reason = Reason.WRONG_AUDIENCE;
    for (var audience : audiences) {
      switch (AssertionCheck.proposed().verify(assertion, trusted, audience, clock.instant())) {
        case Verdict.Verified(Claims claims) -> {
          return claims;
        }
        case Verdict.Refused(Reason refused) ->
            reason = refused == Reason.WRONG_AUDIENCE ? reason : refused;
      }
    }
    throw fault(reason);
  }

  static SoapFault fault(Reason reason) {
    return SoapFault.of(
        SoapFault.Code.SENDER,
        new SoapFault.Subcode(Reason.WSSE, "wsse:" + reason.faultCode()),
        reason.english(),
        reason.japanese());
  }

  private List<TrustedIssuer> trusted(X509Certificate caller) {
    long second = clock.millis() / 1000;
    if (lookedAt != second) {
      known = read();
      lookedAt = second;
    }
    return known.stream()
        .filter(bound -> bound.callers().contains(caller))
        .flatMap(bound -> bound.issuers().stream())
        .toList();
  }

  private List<Bound> read() {
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    var bound = new ArrayList<Bound>();
    try (var all = Files.list(folder)) {
      for (var member : all.filter(Files::isDirectory).toList()) {
        bound(member).ifPresent(bound::add);
      }
      return bound;
    } catch (IOException e) {
      LOG.warn("the trusted issuers cannot be read: {}", e.getClass().getSimpleName());
      return List.of();
    }
  }

  /** What cannot be read is believed from nobody; the other members' assertions still count. */
  private static Optional<Bound> bound(Path member) {
    try {
      return Optional.of(read(member));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      LOG.warn("the issuers of a caller cannot be read: {}", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private static Bound read(Path member) throws IOException, GeneralSecurityException {
    var callers = member.resolve(CALLERS);
    var issuers = new ArrayList<TrustedIssuer>();
    try (var all = Files.list(member)) {
      for (var file : all.filter(each -> each.toString().endsWith(PEM)).toList()) {
        if (!file.equals(callers)) {
          issuers.add(issuer(file));
        }
      }
    }
    return new Bound(Admission.certificates(List.of(callers)), issuers);
  }

  private static TrustedIssuer issuer(Path file) throws IOException, GeneralSecurityException {
    String name = String.valueOf(file.getFileName());
    String id = name.substring(0, name.length() - PEM.length());
    return new TrustedIssuer(
        URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8),
        Pem.certificates(Files.readString(file)));
  }
}
