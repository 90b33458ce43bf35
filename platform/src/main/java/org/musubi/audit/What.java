package org.musubi.audit;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing an act was about: an identifier, never a content.
 *
 * @param kind what the identifier names
 * @param identifier e.g. a document's unique id, a stored query's id, a certificate's serial
 * @param home homeCommunityId {@code urn:oid:…}; null when it has none
 * @param sha256 of a document's bytes, 64 lower-case hexadecimal digits; null when not known
 * @param size of a document in bytes; -1 when not known
 */
public record What(
    Kind kind, String identifier, @Nullable String home, @Nullable String sha256, long size) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** The kinds of things. Names are stored. */
  public enum Kind {
    DOCUMENT,
    QUERY,
    COMMUNITY,
    PATIENT_IDENTIFIER,
    CONSENT,
    CERTIFICATE,
    ASSERTION,
    MEMBER,
    FACILITY,
    PERSON,
    SERVICE,
    SESSION,
    PAGE,
    /** The name of a person's key on the trail. */
    KEY
  }

  public What {
    Bounds.text("identifier", identifier, 512);
    if (home != null) {
      Bounds.text("home", home, 256);
    }
    if (sha256 != null && !SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("sha256 is not 64 lower-case hexadecimal digits");
    }
    if (size < -1) {
      throw new IllegalArgumentException("size is negative");
    }
  }

  /** A thing that is only named. */
  public static What of(Kind kind, String identifier) {
    return new What(kind, identifier, null, null, -1);
  }

  /** A thing that a community holds. */
  public static What of(Kind kind, String identifier, @Nullable String home) {
    return new What(kind, identifier, home, null, -1);
  }

  /** A document whose bytes are known. */
  public static What document(String uniqueId, String home, String sha256, long size) {
    return new What(Kind.DOCUMENT, uniqueId, home, sha256, size);
  }
}
