package org.musubi.idp;

import java.util.List;
import java.util.Optional;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.core.PersonRef;
import org.musubi.core.PractitionerId;

/**
 * The door for registering people. Every change is on the audit trail before the method returns.
 * Registering the same id or login again changes nothing.
 */
public interface People {
  /**
   * Registers a person with affiliations; adds affiliations that a known person does not have yet.
   *
   * @throws IllegalArgumentException when a facility is not registered
   */
  void register(Practitioner practitioner, List<Affiliation> affiliations, Actor by);

  /**
   * Gives a practitioner an account.
   *
   * @param login 3 to 64 characters, compared after NFKC and in lower case
   * @param password 12 to 128 characters; kept as argon2id only
   * @throws IllegalArgumentException when login or password are out of form, the practitioner is
   *     not registered, or the login is somebody else's
   */
  void account(String login, String password, PractitionerId practitioner, Actor by);

  /**
   * Gives a patient an account for the patient's own record.
   *
   * @param displayName the name to show on the page
   * @throws IllegalArgumentException as above
   */
  void patientAccount(
      String login, String password, MedicalId patient, String displayName, Actor by);

  /** As whom a patient signs in for the own record; none without an account. */
  List<PersonRef> accounts(MedicalId patient);

  /** A person, by id. */
  Optional<Practitioner> practitioner(PractitionerId id);
}
