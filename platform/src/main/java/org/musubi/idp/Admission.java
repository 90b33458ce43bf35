package org.musubi.idp;

import org.jspecify.annotations.Nullable;
import org.musubi.core.Actor;
import org.musubi.ihe.soap.SoapFault;

/** What came of an assertion. */
public sealed interface Admission {
  /**
   * The person, the facility and the member are shown; {@code displayName} and {@code role} are the
   * issuer's words.
   */
  record Admitted(Actor actor, String displayName, String role, String organisationName)
      implements Admission {}

  /**
   * Refused; {@code code} is a stable word for the audit trail, {@code fault} what the caller is
   * told.
   *
   * @param purpose the code of the purpose of use that was asked for, where that is why; at most 64
   *     characters of a verified assertion
   */
  record Refused(String code, SoapFault fault, @Nullable String purpose) implements Admission {
    /** For another cause than the purpose of use. */
    public Refused(String code, SoapFault fault) {
      this(code, fault, null);
    }
  }
}
