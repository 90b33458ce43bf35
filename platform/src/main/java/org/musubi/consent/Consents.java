package org.musubi.consent;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Receipt;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.ihe.HomeCommunityId;

/**
 * The door of consent: opt-in per patient and community, default deny, a withdrawal always wins.
 */
public interface Consents {
  /**
   * Whether the community's records of this person may be disclosed to this actor. A consent counts
   * when it was given at {@code asOf} or before; every withdrawal that is known counts, whatever
   * its time, so that no clock can hide one. A null person (unknown) is asked like any other, and
   * denied.
   *
   * <p>The statements are read anew each time and no decision is kept beyond the exchange it was
   * made for.
   */
  Decision decide(
      @Nullable MedicalId person, HomeCommunityId community, Actor recipient, Instant asOf);

  /**
   * The same for many communities, with one statement however many there are, so that how long it
   * takes does not tell where a person is known.
   *
   * @return a decision for each of them
   */
  Map<HomeCommunityId, Decision> decide(
      @Nullable MedicalId person,
      Collection<HomeCommunityId> communities,
      Actor recipient,
      Instant asOf);

  /**
   * The same for many people, with one statement however many they are, also none.
   *
   * @return for each of them a decision for each community
   */
  Map<MedicalId, Map<HomeCommunityId, Decision>> decide(
      Collection<MedicalId> persons,
      Collection<HomeCommunityId> communities,
      Actor recipient,
      Instant asOf);

  /**
   * The person says yes to disclosure of the community's records. Returns once it is on the audit
   * trail.
   */
  Receipt give(MedicalId person, HomeCommunityId community, Actor by);

  /**
   * The person withdraws; every decision made here after this returns knows it.
   *
   * <p>It leaves no row in {@code core.change_feed}. That feed is a registry table, which tells
   * doors that registry rows they hold in memory are old; a withdrawal is a statement, written
   * where the person speaks, also where the registry is read only, and {@link #decide} holds
   * nothing in memory that could be old.
   */
  Receipt withdraw(MedicalId person, HomeCommunityId community, Actor by);

  /**
   * All statements of the person, newest first.
   *
   * @param receipt the proof that this showing of them is recorded
   */
  List<Statement> statements(MedicalId person, Receipt receipt);
}
