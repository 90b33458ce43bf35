package org.musubi.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;

/**
 * {@link PersonalRecords#destroy} under four eyes: one person of the operator asks for it, another
 * confirms, and then it is done. Whoever calls has seen that they are the operator's.
 */
public interface Erasures {
  /** What came of a wish. */
  sealed interface Said {
    /** It stands. */
    record Done(UUID id, String number, Receipt receipt) implements Said {}

    /** There is none. */
    record Unknown() implements Said {}

    /** Nobody decides on a wish of their own. */
    record OwnRequest() implements Said {}

    /** It was refused or done before. */
    record TooLate() implements Said {}
  }

  /**
   * Somebody asks.
   *
   * @param ground 1 to {@link Erasure#LONGEST} characters
   * @param details goes on the trail with it; never who the patient is
   */
  Said request(MedicalId patient, String ground, Map<String, String> details, Actor by);

  /**
   * Another person confirms, and it is done. If it breaks off in between it may be confirmed again.
   *
   * @param names every name under which a patient is on the trail
   */
  Said confirm(UUID id, Function<MedicalId, Set<DataSubject>> names, Actor by);

  /** Another person refuses it. */
  Said refuse(UUID id, Actor by);

  /** Newest first, at most 200. */
  List<Erasure> all(Receipt receipt);

  /** One. */
  Optional<Erasure> erasure(UUID id, Receipt receipt);
}
