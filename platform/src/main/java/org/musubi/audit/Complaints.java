package org.musubi.audit;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;

/**
 * What patients complain of, and what they are answered. Raising one and every step of it is a
 * state change on the trail; its words are not.
 */
public interface Complaints {
  /** What came of a wish. */
  sealed interface Said {
    /** It stands. */
    record Done(String number, Receipt receipt) implements Said {}

    /** There is one of the same act already that was not answered yet. */
    record AlreadyOpen(String number) implements Said {}

    /** The act is not about this patient, or the complaint not this member's. */
    record NotTheirs() implements Said {}

    /** Whoever is complained of does not deal with the complaint. */
    record OwnAct() implements Said {}

    /** It stands there already, or is answered. */
    record TooLate() implements Said {}
  }

  /**
   * A patient complains of an act about their record.
   *
   * @param access the act, as it was shown to the patient
   * @param words at most {@link Complaint#LONGEST} characters; may be empty
   */
  Said raise(MedicalId patient, Access access, Complaint.Reason reason, String words, Actor by);

  /** The patient's own, newest first. */
  List<Complaint> of(MedicalId patient, Receipt receipt);

  /**
   * All, those without an answer first, then the newest, at most 500.
   *
   * @param member those of its acts only; null for every member's
   */
  List<Complaint> all(@Nullable MemberId member, Receipt receipt);

  /** One, if it is of an act of this member, or no member is given. */
  Optional<Complaint> complaint(UUID id, @Nullable MemberId member, Receipt receipt);

  /**
   * Somebody begins to look into it.
   *
   * @param member as for {@link #complaint}
   */
  Said check(UUID id, @Nullable MemberId member, Actor by);

  /**
   * The patient is answered.
   *
   * @param answer 1 to {@link Complaint#LONGEST} characters
   */
  Said answer(UUID id, @Nullable MemberId member, String answer, Actor by);
}
