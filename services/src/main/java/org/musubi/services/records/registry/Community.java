package org.musubi.services.records.registry;

import java.util.Set;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;

/**
 * Who this community is.
 *
 * @param home its homeCommunityId
 * @param name its name
 * @param assigner the namespace of its patients' numbers
 * @param repository the repositoryUniqueId of its own repository
 * @param others repositories of this community that run elsewhere and register here (ITI-42)
 */
public record Community(
    HomeCommunityId home, String name, Oid assigner, Oid repository, Set<Oid> others) {
  public Community {
    others = Set.copyOf(others);
  }

  /** A patient's identifier in this community. */
  public PatientIdentifier identifier(String number) {
    return new PatientIdentifier(assigner, number);
  }
}
