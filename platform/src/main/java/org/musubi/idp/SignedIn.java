package org.musubi.idp;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;

/**
 * Who uses the pages: the principal of a session ({@code @AuthenticationPrincipal SignedIn}).
 *
 * @param displayName the person's name as shown on the page
 * @param facilityName the facility for which the person acts; for a patient 本人
 * @param rights what the person may do
 * @param actor how the person stands on the audit trail: member, facility, person, assurance
 * @param patient the person's own record, for a patient; null for everybody else
 */
public record SignedIn(
    String displayName,
    String facilityName,
    Set<Right> rights,
    Actor actor,
    @Nullable MedicalId patient) {

  public SignedIn {
    rights = Set.copyOf(rights);
  }

  public boolean may(Right right) {
    return rights.contains(right);
  }

  @Override
  public String toString() {
    return "SignedIn";
  }
}
