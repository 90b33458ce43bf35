package org.musubi.services.records.web;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.soap.SoapFault;
import org.musubi.ihe.tls.Pem;
import org.musubi.ihe.xua.AssertionCheck;
import org.musubi.ihe.xua.Claims;
import org.musubi.ihe.xua.Reason;
import org.musubi.ihe.xua.TrustedIssuer;
import org.musubi.ihe.xua.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whose assertions this community believes. */
final class Issuers {
  private static final Logger LOG = LoggerFactory.getLogger(Issuers.class);
  private static final String PEM = ".pem";

  private final @Nullable Path folder;
  private final Set<String> audiences;
  private final InstantSource clock;
  private volatile List<TrustedIssuer> known = List.of();
  private volatile long lookedAt = Long.MIN_VALUE;

  Issuers(@Nullable Path folder, Set<String> audiences, InstantSource clock) {
    this.folder = folder;
    this.audiences = Set.copyOf(audiences);
    this.clock = clock;
  }

  /**
   * What the message's assertion proves.
   *
   * @return empty when there is none
   * @throws SoapFault when there is one that does not hold
   */
  Optional<Claims> claims(Envelope envelope) throws SoapFault {
    var assertion = envelope.assertion();
    if (assertion.isEmpty()) {
      return Optional.empty();
    }
    Reason reason = Reason.WRONG_AUDIENCE;
    for (var audience : audiences) {
      switch (AssertionCheck.proposed()
          .verify(assertion.get(), trusted(), audience, clock.instant())) {
        case Verdict.Verified(Claims claims) -> {
          return Optional.of(claims);
        }
        case Verdict.Refused(Reason refused) ->
            reason = refused == Reason.WRONG_AUDIENCE ? reason : refused;
      }
    }
    throw fault(reason);
  }

  /** As {@link #claims}, but there must be one. */
  Claims required(Envelope envelope) throws SoapFault {
    return claims(envelope).orElseThrow(() -> fault(Reason.MISSING));
  }

  static SoapFault fault(Reason reason) {
    return SoapFault.of(
        SoapFault.Code.SENDER,
        new SoapFault.Subcode(Reason.WSSE, "wsse:" + reason.faultCode()),
        reason.english(),
        reason.japanese());
  }

  private List<TrustedIssuer> trusted() {
    long second = clock.millis() / 1000;
    if (lookedAt != second) {
      known = read();
      lookedAt = second;
    }
    return known;
  }

  private List<TrustedIssuer> read() {
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    var issuers = new ArrayList<TrustedIssuer>();
    try (var all = Files.list(folder)) {
      for (var entry : all.toList()) {
        var file = Files.isDirectory(entry) ? entry.resolve("signing-cert.pem") : entry;
        if (Files.isRegularFile(file) && file.toString().endsWith(PEM)) {
          issuers.add(issuer(entry, file));
        }
      }
      return issuers;
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      LOG.warn("the trusted issuers cannot be read: {}", e.getClass().getSimpleName());
      return List.of();
    }
  }

  private static TrustedIssuer issuer(Path entry, Path file)
      throws IOException, GeneralSecurityException {
    String name = String.valueOf(entry.getFileName());
    String id = name.endsWith(PEM) ? name.substring(0, name.length() - PEM.length()) : name;
    return new TrustedIssuer(
        URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8),
        Pem.certificates(Files.readString(file)));
  }
}
