package org.musubi.services.records.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.tls.Pem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A list of certificates that are let in, one role's. A PEM file or a folder of them, read again
 * when it changed, at most once a second. What cannot be read lets nobody in.
 */
final class Admission {
  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  private final @Nullable Path place;
  private final InstantSource clock;
  private volatile Known known = new Known(List.of(), Set.of(), Long.MIN_VALUE);

  private record Known(List<FileTime> stamp, Set<X509Certificate> certificates, long lookedAt) {}

  Admission(@Nullable Path place, InstantSource clock) {
    this.place = place;
    this.clock = clock;
  }

  /** Whether the very certificate is on the list; its chain was checked by the handshake. */
  boolean admits(X509Certificate certificate) {
    return current().contains(certificate);
  }

  private Set<X509Certificate> current() {
    var now = known;
    long second = clock.millis() / 1000;
    if (now.lookedAt == second) {
      return now.certificates;
    }
    try {
      var files = files();
      var stamp = new ArrayList<FileTime>();
      for (var file : files) {
        stamp.add(Files.getLastModifiedTime(file));
      }
      var certificates =
          stamp.equals(now.stamp) && !stamp.isEmpty() ? now.certificates : certificates(files);
      known = new Known(stamp, certificates, second);
      return certificates;
    } catch (IOException | GeneralSecurityException e) {
      LOG.warn("a list of admitted certificates cannot be read: {}", e.getClass().getSimpleName());
      known = new Known(List.of(), Set.of(), second);
      return Set.of();
    }
  }

  private List<Path> files() throws IOException {
    if (place == null || !Files.exists(place)) {
      return List.of();
    }
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    try (var all = Files.list(place)) {
      return all.filter(file -> file.toString().endsWith(".pem")).sorted().toList();
    }
  }

  /** The certificates in PEM files, without those of authorities. */
  static Set<X509Certificate> certificates(List<Path> files)
      throws IOException, GeneralSecurityException {
    var certificates = new HashSet<X509Certificate>();
    for (var file : files) {
      for (var certificate : Pem.certificates(Files.readString(file))) {
        // A chain may stand in the file; an authority is nobody's client certificate.
        if (certificate.getBasicConstraints() < 0) {
          certificates.add(certificate);
        }
      }
    }
    return Set.copyOf(certificates);
  }
}
