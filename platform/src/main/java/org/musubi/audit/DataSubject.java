package org.musubi.audit;

import java.time.YearMonth;
import java.util.Objects;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;
import org.musubi.core.PersonRef;

/**
 * Whose data an entry holds, and so under whose key it lies. When the key is destroyed, what the
 * log says of that person can be read by nobody any more; that it says something stays provable.
 */
public sealed interface DataSubject {
  /** A patient whom the platform knows. */
  record Patient(MedicalId id) implements DataSubject {}

  /**
   * A patient known by a number of somebody else's.
   *
   * @param identifier as the message names it, {@code id^^^&root&ISO} (HL7 CX) or of another form
   */
  record LocalPatient(String identifier) implements DataSubject {
    public LocalPatient {
      Bounds.text("identifier", identifier, 512);
    }
  }

  /** A person acting for oneself, as the sign-in names one. */
  record Account(PersonRef person) implements DataSubject {}

  /**
   * Whoever is spoken of in what a Member reported in a month (UTC), where it names nobody whom the
   * platform could tell.
   */
  record Reported(MemberId member, YearMonth month) implements DataSubject {}

  /** A text that only this one has. */
  default String text() {
    return switch (this) {
      case Patient patient -> "patient\n" + patient.id();
      case LocalPatient patient -> "local-patient\n" + patient.identifier();
      case Account account ->
          "account\n" + account.person().issuer() + "\n" + account.person().subject();
      case Reported reported -> "reported\n" + reported.member() + "\n" + reported.month();
    };
  }

  /** A patient whom the platform knows. */
  static DataSubject of(MedicalId patient) {
    return new Patient(Objects.requireNonNull(patient));
  }
}
