package org.musubi.idp;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.musubi.core.FacilityId;
import org.musubi.core.MemberId;
import org.musubi.core.PractitionerId;

/**
 * Whose password was right but who works at several facilities and has yet to say for which one.
 * Has no rights.
 *
 * @param practitioner who
 * @param displayName the person's name
 * @param signedInAt when the password was right
 * @param choices where the person works today
 */
public record Undecided(
    PractitionerId practitioner, String displayName, Instant signedInAt, List<Choice> choices) {
  public Undecided {
    choices = List.copyOf(choices);
  }

  @Override
  public String toString() {
    return "Undecided";
  }

  /** One facility, with everything the person is there. */
  public record Choice(FacilityId facility, String name, MemberId member, Set<Role> roles) {
    public Choice {
      roles = Set.copyOf(roles);
    }
  }
}
