package org.musubi.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.core.MemberId;
import org.musubi.core.PersonRef;

/**
 * Why somebody looks through the trail for persons (調査): within its time, and once another person
 * has approved it.
 *
 * @param id its key
 * @param number said and recorded in its place
 * @param member for whom the opener works
 * @param urgent whether it began before anybody approved it
 * @param ground null when its key is gone
 * @param at when it was opened
 * @param until when it ends by itself
 * @param state how far it was when it was read
 * @param decider who approved or refused it; null before that
 * @param review what became of an urgent one
 * @param reviewer who reviewed it; null before that
 */
public record Inquiry(
    UUID id,
    String number,
    MemberId member,
    PersonRef opener,
    boolean urgent,
    @Nullable Ground ground,
    Instant at,
    Instant until,
    State state,
    @Nullable PersonRef decider,
    Review review,
    @Nullable PersonRef reviewer) {

  /**
   * On what ground.
   *
   * @param purpose what is to be found out; 1 to {@link #LONGEST} characters
   * @param asker who asks for it; 1 to {@link #SHORT} characters
   * @param reference the asker's number; at most {@link #SHORT} characters, may be empty
   */
  public record Ground(String purpose, String asker, String reference) {
    /** Most letters of the purpose. */
    public static final int LONGEST = 1000;

    /** Most letters of the others. */
    public static final int SHORT = 200;

    public Ground {
      if (purpose.isBlank() || purpose.length() > LONGEST) {
        throw new IllegalArgumentException("a purpose has 1 to 1000 characters");
      }
      if (asker.isBlank() || asker.length() > SHORT || reference.length() > SHORT) {
        throw new IllegalArgumentException("an asker has 1 to 200, a reference at most 200");
      }
    }

    /** Says nothing of what was written. */
    @Override
    public String toString() {
      return "Ground";
    }
  }

  /** How far it is. */
  public enum State {
    AWAITING("承認待ち", "warn"),
    RUNNING("実施中", "ok"),
    REFUSED("却下", "bad"),
    ENDED("終了", "off"),
    EXPIRED("期限切れ", "off");

    private final String japanese;
    private final String mark;

    State(String japanese, String mark) {
      this.japanese = japanese;
      this.mark = mark;
    }

    /** The word for pages. */
    public String japanese() {
      return japanese;
    }

    /** The colour of its mark. */
    public String mark() {
      return mark;
    }
  }

  /** What another person says of an urgent one afterwards. Names are stored. */
  public enum Review {
    /** It was approved before it began. */
    NOT_NEEDED("―", "off"),
    AWAITED("確認待ち", "warn"),
    PROPER("妥当", "ok"),
    DOUBTFUL("要調査", "bad");

    private final String japanese;
    private final String mark;

    Review(String japanese, String mark) {
      this.japanese = japanese;
      this.mark = mark;
    }

    /** The word for pages. */
    public String japanese() {
      return japanese;
    }

    /** The colour of its mark. */
    public String mark() {
      return mark;
    }
  }

  /** Names nobody and says nothing of what was written. */
  @Override
  public String toString() {
    return "Inquiry[" + number + "]";
  }
}
