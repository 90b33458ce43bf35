package org.musubi.mpi;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.PatientIdentifier;

/**
 * The door of 医療等ID管理: links a person's local numbers and says where the person is known. First
 * version: deterministic.
 */
public interface PatientIndex {
  /**
   * Records that a community knows a person under a local number, and links it: to the person who
   * already has this number, else to the one person with the same insured-person identifier, birth
   * date and kana name; in any doubt to a new person, because two people must never become one.
   * Idempotent; on the audit trail.
   */
  MedicalId register(Locator locator, Demographics demographics, Actor by);

  /** The person behind a local number. */
  Optional<MedicalId> byIdentifier(PatientIdentifier identifier);

  /**
   * Everywhere the person is known, in the order registered. A null person (unknown) costs the same
   * statement and gives nothing.
   */
  List<Locator> locate(@Nullable MedicalId person);

  /**
   * The same for many people, with one statement however many they are, also none.
   *
   * @return where each of them is known; who is known nowhere is left out
   */
  Map<MedicalId, List<Locator>> locate(Collection<MedicalId> persons);

  /**
   * The person as one of these communities says; communities may write a name differently, and what
   * one of them says is not for everybody.
   *
   * @param knownIn where; empty for anywhere, the first that registered the person
   */
  Optional<Demographics> demographics(MedicalId person, Set<HomeCommunityId> knownIn);

  /**
   * People whom the description fits, as {@link #find} compares, in the order registered, and in
   * which communities it does.
   */
  Map<MedicalId, Set<HomeCommunityId>> described(Search search, int limit);

  /** The same among these people; with one statement, also when they are none. */
  Map<MedicalId, Set<HomeCommunityId>> described(Search search, Collection<MedicalId> persons);

  /**
   * People whose kana name (or kanji name, whichever is given) and birth date agree exactly after
   * folding; limited to those known in one of {@code knownIn} unless that set is empty. At most
   * {@code limit}.
   */
  List<MedicalId> find(Search search, Set<HomeCommunityId> knownIn, int limit);
}
