package org.musubi.portal.web;

import org.musubi.audit.Erasure;
import org.musubi.audit.Receipt;
import org.musubi.core.PersonRef;
import org.musubi.portal.reading.JapaneseDates;

/**
 * A wish to erase as it is shown to one person.
 *
 * @param patient the viewer's name for the patient; empty once it is done
 * @param decider empty before it was decided
 * @param own whether the viewer asked for it
 * @param confirmable whether it waits for the viewer
 * @param refusable whether the viewer may refuse it
 */
record ErasureView(
    String id,
    String number,
    String requester,
    String patient,
    String ground,
    String at,
    Erasure.State state,
    String decider,
    boolean own,
    boolean confirmable,
    boolean refusable) {

  /** Shown with the receipt of this very look. */
  static ErasureView of(Erasure erasure, PersonRef viewer, TrailWords words, Receipt receipt) {
    var names = words.names();
    var decider = erasure.decider();
    var ground = erasure.ground();
    boolean own = erasure.requester().equals(viewer);
    return new ErasureView(
        erasure.id().toString(),
        erasure.number(),
        names.person(erasure.requester(), null),
        words.patient(erasure.patient()),
        ground == null ? "（鍵が失われたため、表示できません）" : ground,
        JapaneseDates.moment(erasure.at()),
        erasure.state(),
        decider == null ? "" : names.person(decider, null),
        own,
        !own && erasure.state().open() && erasure.patient() != null,
        !own && erasure.state() == Erasure.State.REQUESTED);
  }

  /** Names nobody and says nothing of what was written. */
  @Override
  public String toString() {
    return "ErasureView[" + number + "]";
  }
}
