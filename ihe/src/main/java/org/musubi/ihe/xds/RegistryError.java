package org.musubi.ihe.xds;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.HomeCommunityId;

/**
 * One error or warning of a document sharing answer (ITI TF-3 4.2.4.1).
 *
 * @param code the wire form; mostly one of {@link ErrorCode}, extensions are passed on
 * @param context what a reader needs; without personal data and without internals
 * @param severity error or warning
 * @param location across gateways the homeCommunityId of the community concerned (ITI TF-2
 *     3.38.4.1.3, 3.39.4.1.3)
 */
public record RegistryError(
    String code, String context, Severity severity, @Nullable String location) {

  /** How grave it is. */
  public enum Severity {
    ERROR("urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:Error"),
    WARNING("urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:Warning");

    private final String urn;

    Severity(String urn) {
      this.urn = urn;
    }

    /** The wire form. */
    public String urn() {
      return urn;
    }

    /** The severity of that wire form. */
    public static Optional<Severity> of(String urn) {
      return Arrays.stream(values()).filter(severity -> severity.urn.equals(urn)).findFirst();
    }
  }

  /** An error without a location. */
  public static RegistryError of(ErrorCode code, String context) {
    return new RegistryError(code.code(), context, Severity.ERROR, null);
  }

  /** A warning without a location. */
  public static RegistryError warning(ErrorCode code, String context) {
    return new RegistryError(code.code(), context, Severity.WARNING, null);
  }

  /**
   * The same error, said of a community. The location becomes exactly its homeCommunityId: whatever
   * stood there before (IHE allows a module name or a stack trace) is not for others.
   */
  public RegistryError at(HomeCommunityId home) {
    return new RegistryError(code, context, severity, home.toString());
  }

  /**
   * The same error, said of whoever answers when it is said of no community: across gateways every
   * error names one (ITI TF-2 3.38.4.1.3).
   */
  public RegistryError orAt(HomeCommunityId own) {
    return location == null ? at(own) : this;
  }

  /** The code, when it is one of the standard. */
  public Optional<ErrorCode> known() {
    return ErrorCode.of(code);
  }

  /** Whether it is that code. */
  public boolean is(ErrorCode other) {
    return code.equals(other.code());
  }
}
