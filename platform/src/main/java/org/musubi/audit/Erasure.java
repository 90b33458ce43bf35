package org.musubi.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.core.MedicalId;
import org.musubi.core.PersonRef;

/**
 * Somebody's wish to make a patient's part of the trail unreadable (消去の請求).
 *
 * @param number said and recorded in its place
 * @param patient whose part; null once it is done, and when the key is gone
 * @param ground the law, and who asked; null when the key is gone
 * @param decider who confirmed or refused it; null before that
 */
public record Erasure(
    UUID id,
    String number,
    PersonRef requester,
    @Nullable MedicalId patient,
    @Nullable String ground,
    Instant at,
    State state,
    @Nullable PersonRef decider) {
  /** Most letters of a ground. */
  public static final int LONGEST = 1000;

  /** How far it is. */
  public enum State {
    REQUESTED("確認待ち", "warn"),
    /** Confirmed, and perhaps not done: may be confirmed again. */
    BEGUN("消去の途中", "bad"),
    DONE("消去済み", "ok"),
    REFUSED("却下", "off");

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

    /** Whether somebody may still confirm it. */
    public boolean open() {
      return this == REQUESTED || this == BEGUN;
    }
  }

  /** Names nobody and says nothing of what was written. */
  @Override
  public String toString() {
    return "Erasure[" + number + "]";
  }
}
