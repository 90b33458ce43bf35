package org.musubi.audit;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.musubi.core.FacilityId;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;

/**
 * What is looked for on the trail. Null or empty means any; all that is given must hold.
 *
 * @param from by the acting room's clock, inclusive
 * @param until exclusive
 * @param community a homeCommunityId {@code urn:oid:…} that the act was about
 * @param issuer who names the person; with {@code subject} or without
 * @param subject the person as the issuer names one
 * @param text words of identifiers, proofs, details and reasons, each by its beginning, where it is
 *     closed under a person's key as a whole; of Japanese any two letters or more. Never finds a
 *     patient. At most 200 characters
 */
public record TrailQuery(
    @Nullable Instant from,
    @Nullable Instant until,
    Set<Action> actions,
    Set<Result> results,
    Set<Access.Ended> ended,
    @Nullable MemberId member,
    @Nullable FacilityId facility,
    @Nullable String issuer,
    @Nullable String subject,
    @Nullable MedicalId patient,
    @Nullable String community,
    @Nullable String text) {

  /** Everything. */
  public static final TrailQuery ALL =
      new TrailQuery(
          null, null, Set.of(), Set.of(), Set.of(), null, null, null, null, null, null, null);

  public TrailQuery {
    actions = Set.copyOf(actions);
    results = Set.copyOf(results);
    ended = Set.copyOf(ended);
    if (text != null && text.length() > 200) {
      throw new IllegalArgumentException("free text has at most 200 characters");
    }
  }

  /** The same within one period. */
  public TrailQuery between(@Nullable Instant from, @Nullable Instant until) {
    return new TrailQuery(
        from, until, actions, results, ended, member, facility, issuer, subject, patient, community,
        text);
  }

  /** The same, of these actions only. */
  public TrailQuery of(Action... some) {
    return new TrailQuery(
        from,
        until,
        Set.of(some),
        results,
        ended,
        member,
        facility,
        issuer,
        subject,
        patient,
        community,
        text);
  }

  /** The same, decided so only. */
  public TrailQuery decided(Result... some) {
    return new TrailQuery(
        from,
        until,
        actions,
        Set.of(some),
        ended,
        member,
        facility,
        issuer,
        subject,
        patient,
        community,
        text);
  }

  /** The same, ended so only. */
  public TrailQuery ended(Access.Ended... some) {
    return new TrailQuery(
        from,
        until,
        actions,
        results,
        Set.of(some),
        member,
        facility,
        issuer,
        subject,
        patient,
        community,
        text);
  }

  /** The same, done by this Member only. */
  public TrailQuery by(@Nullable MemberId member) {
    return new TrailQuery(
        from, until, actions, results, ended, member, facility, issuer, subject, patient, community,
        text);
  }

  /** The same, done for this facility only. */
  public TrailQuery at(@Nullable FacilityId facility) {
    return new TrailQuery(
        from, until, actions, results, ended, member, facility, issuer, subject, patient, community,
        text);
  }

  /** The same, done by this person only. */
  public TrailQuery person(@Nullable String issuer, @Nullable String subject) {
    return new TrailQuery(
        from, until, actions, results, ended, member, facility, issuer, subject, patient, community,
        text);
  }

  /** The same, about this patient only. */
  public TrailQuery about(@Nullable MedicalId patient) {
    return new TrailQuery(
        from, until, actions, results, ended, member, facility, issuer, subject, patient, community,
        text);
  }

  /** The same, about this community only. */
  public TrailQuery in(@Nullable String community) {
    return new TrailQuery(
        from, until, actions, results, ended, member, facility, issuer, subject, patient, community,
        text);
  }

  /** The same, with these words only. */
  public TrailQuery words(@Nullable String text) {
    return new TrailQuery(
        from, until, actions, results, ended, member, facility, issuer, subject, patient, community,
        text);
  }

  /** By what is looked for, never for what: goes on the trail itself. */
  public String kinds() {
    var kinds = new TreeSet<String>();
    add(kinds, "time", from != null || until != null);
    add(kinds, "action", !actions.isEmpty());
    add(kinds, "result", !results.isEmpty());
    add(kinds, "ended", !ended.isEmpty());
    add(kinds, "member", member != null);
    add(kinds, "facility", facility != null);
    add(kinds, "person", issuer != null || subject != null);
    add(kinds, "patient", patient != null);
    add(kinds, "community", community != null);
    add(kinds, "text", text != null);
    return kinds.isEmpty() ? "all" : String.join(",", kinds);
  }

  private static void add(Set<String> kinds, String kind, boolean given) {
    if (given) {
      kinds.add(kind);
    }
  }

  /** Names nothing that was looked for. */
  @Override
  public String toString() {
    return "TrailQuery[" + kinds() + "]";
  }

  /** Whether only what ended badly, or not at all, is looked for. */
  boolean onlyEnded(Access.Ended first, Access.Ended... more) {
    return !ended.isEmpty() && EnumSet.of(first, more).containsAll(ended);
  }
}
