package org.musubi.audit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.core.Actor;
import org.musubi.core.MemberId;

/**
 * Four eyes over those who search the trail. Every step of an inquiry is a state change on the
 * trail, without its words. Where a member is asked for, null stands for the operator, whose people
 * see and decide everybody's.
 */
public interface Inquiries {
  /** What came of a wish. */
  sealed interface Said {
    /** It stands. */
    record Done(UUID id, String number, Receipt receipt) implements Said {}

    /** There is none, or it is another member's. */
    record NotTheirs() implements Said {}

    /** Nobody decides on an inquiry of their own. */
    record OwnInquiry() implements Said {}

    /** It was decided, reviewed or ended before, or its time is over. */
    record TooLate() implements Said {}
  }

  /** Whether somebody may look. */
  sealed interface Look {
    /**
     * Now.
     *
     * @param inquiry the number of the inquiry within which; null where none is needed or chosen
     */
    record Allowed(@Nullable String inquiry) implements Look {}

    /** Not without an inquiry of their own that is approved and runs. */
    record Needed() implements Look {}
  }

  /** Which looks need one. */
  FourEyes rule();

  /** Longest time of one. */
  Duration longest();

  /**
   * Whether somebody may look now.
   *
   * @param persons whether persons are looked for or shown, or something is taken away
   * @param chosen the inquiry within which; null for none. Counts only if it is theirs, for the
   *     same member, and runs
   */
  Look look(boolean persons, @Nullable UUID chosen, Actor by);

  /** One of somebody's own, if it runs. */
  Optional<Inquiry> running(UUID id, Actor by);

  /**
   * Somebody opens one.
   *
   * @param lasting from now on, at most {@link #longest}
   * @param urgent whether it begins at once, to be reviewed by another person afterwards
   */
  Said open(Inquiry.Ground ground, Duration lasting, boolean urgent, Actor by);

  /** Another person of the same member, or of the operator, approves or refuses it. */
  Said decide(UUID id, @Nullable MemberId member, boolean approved, Actor by);

  /** Whoever opened it ends it, at any time before its end. */
  Said end(UUID id, Actor by);

  /** Another person says of an urgent one whether it was proper; if not, it ends. */
  Said review(UUID id, @Nullable MemberId member, boolean proper, Actor by);

  /** What waits for somebody first, then newest first; all that waits, and at most 200 others. */
  List<Inquiry> all(@Nullable MemberId member, Receipt receipt);

  /** One of this member, or any when none is given. */
  Optional<Inquiry> inquiry(UUID id, @Nullable MemberId member, Receipt receipt);
}
