package org.musubi.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;

/**
 * A patient's complaint (苦情の申し入れ, seed 002 B-1) of one act about their own record.
 *
 * @param id its key
 * @param number the receipt number that the patient is told
 * @param position of the act on the trail
 * @param member whose people or system acted
 * @param words what the patient wrote; may be empty; null when its key is gone
 * @param at when it was raised
 * @param state how far it is
 * @param answer what the patient was answered; null before that, and when its key is gone
 * @param answeredAt when; null before that
 */
public record Complaint(
    UUID id,
    String number,
    MedicalId patient,
    long position,
    MemberId member,
    Reason reason,
    @Nullable String words,
    Instant at,
    State state,
    @Nullable String answer,
    @Nullable Instant answeredAt) {
  /** Most letters of what a patient writes, and of an answer. */
  public static final int LONGEST = 1000;

  /** Why. Names are stored. */
  public enum Reason {
    UNKNOWN_PERSON("閲覧した人や施設に心当たりがない"),
    NO_VISIT("その時期に受診していない"),
    AFTER_WITHDRAWAL("同意を撤回した後に閲覧された"),
    PURPOSE("診療に必要な閲覧とは思えない"),
    OTHER("その他");

    private final String japanese;

    Reason(String japanese) {
      this.japanese = japanese;
    }

    /** The words for pages. */
    public String japanese() {
      return japanese;
    }
  }

  /** How far it is. Names are stored. */
  public enum State {
    RAISED("受付", "warn"),
    CHECKING("確認中", "warn"),
    ANSWERED("回答済み", "ok");

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

  /** Names nobody and says nothing of what was written. */
  @Override
  public String toString() {
    return "Complaint[" + number + "]";
  }
}
