package org.musubi.audit;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
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
 * @param correlation of one exchange: what came of one request, see {@link Circumstances}
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
    @Nullable UUID correlation,
    @Nullable String text) {

  /** Everything. */
  public static final TrailQuery ALL =
      new TrailQuery(
          null, null, Set.of(), Set.of(), Set.of(), null, null, null, null, null, null, null, null);

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
    return with(draft -> {
      draft.from = from;
      draft.until = until;
    });
  }

  /** The same, of these actions only. */
  public TrailQuery of(Action... some) {
    return with(draft -> draft.actions = Set.of(some));
  }

  /** The same, decided so only. */
  public TrailQuery decided(Result... some) {
    return with(draft -> draft.results = Set.of(some));
  }

  /** The same, ended so only. */
  public TrailQuery ended(Access.Ended... some) {
    return with(draft -> draft.ended = Set.of(some));
  }

  /** The same, done by this Member only. */
  public TrailQuery by(@Nullable MemberId member) {
    return with(draft -> draft.member = member);
  }

  /** The same, done for this facility only. */
  public TrailQuery at(@Nullable FacilityId facility) {
    return with(draft -> draft.facility = facility);
  }

  /** The same, done by this person only. */
  public TrailQuery person(@Nullable String issuer, @Nullable String subject) {
    return with(draft -> {
      draft.issuer = issuer;
      draft.subject = subject;
    });
  }

  /** The same, about this patient only. */
  public TrailQuery about(@Nullable MedicalId patient) {
    return with(draft -> draft.patient = patient);
  }

  /** The same, about this community only. */
  public TrailQuery in(@Nullable String community) {
    return with(draft -> draft.community = community);
  }

  /** The same, of one exchange only. */
  public TrailQuery exchange(@Nullable UUID correlation) {
    return with(draft -> draft.correlation = correlation);
  }

  /** The same, with these words only. */
  public TrailQuery words(@Nullable String text) {
    return with(draft -> draft.text = text);
  }

  private TrailQuery with(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return draft.query();
  }

  /** A query while something of it is being changed. */
  private static final class Draft {
    private @Nullable Instant from;
    private @Nullable Instant until;
    private Set<Action> actions;
    private Set<Result> results;
    private Set<Access.Ended> ended;
    private @Nullable MemberId member;
    private @Nullable FacilityId facility;
    private @Nullable String issuer;
    private @Nullable String subject;
    private @Nullable MedicalId patient;
    private @Nullable String community;
    private @Nullable UUID correlation;
    private @Nullable String text;

    Draft(TrailQuery query) {
      from = query.from;
      until = query.until;
      actions = query.actions;
      results = query.results;
      ended = query.ended;
      member = query.member;
      facility = query.facility;
      issuer = query.issuer;
      subject = query.subject;
      patient = query.patient;
      community = query.community;
      correlation = query.correlation;
      text = query.text;
    }

    TrailQuery query() {
      return new TrailQuery(
          from,
          until,
          actions,
          results,
          ended,
          member,
          facility,
          issuer,
          subject,
          patient,
          community,
          correlation,
          text);
    }
  }

  /**
   * Whether a person may be what is looked for: by name, by an act of theirs, or among the words,
   * which reach who acted.
   */
  public boolean persons() {
    return patient != null
        || issuer != null
        || subject != null
        || correlation != null
        || text != null;
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
    add(kinds, "exchange", correlation != null);
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
