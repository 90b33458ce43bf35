package org.musubi.portal.web;

import org.jspecify.annotations.Nullable;
import org.musubi.audit.Inquiry;
import org.musubi.audit.Receipt;
import org.musubi.core.PersonRef;
import org.musubi.portal.reading.JapaneseDates;

/**
 * An inquiry as it is shown to one person.
 *
 * @param decider empty before it was decided, as {@code reviewer} before it was reviewed
 * @param own whether the viewer opened it
 * @param decidable whether it waits for the viewer's approval
 * @param reviewable whether it waits for the viewer's review
 * @param running whether it is the viewer's, and runs
 * @param endable whether the viewer may end it
 */
record InquiryView(
    String id,
    String number,
    String member,
    String opener,
    boolean urgent,
    String purpose,
    String asker,
    String reference,
    String at,
    String until,
    Inquiry.State state,
    String decider,
    Inquiry.Review review,
    String reviewer,
    boolean own,
    boolean decidable,
    boolean reviewable,
    boolean running,
    boolean endable) {
  private static final String LOST = "（鍵が失われたため、表示できません）";

  /** Shown with the receipt of this very look. */
  static InquiryView of(Inquiry inquiry, PersonRef viewer, Names names, Receipt receipt) {
    boolean own = inquiry.opener().equals(viewer);
    var ground = inquiry.ground();
    boolean awaiting = inquiry.state() == Inquiry.State.AWAITING;
    boolean running = inquiry.state() == Inquiry.State.RUNNING;
    return new InquiryView(
        inquiry.id().toString(),
        inquiry.number(),
        names.member(inquiry.member()),
        names.person(inquiry.opener(), null),
        inquiry.urgent(),
        ground == null ? LOST : ground.purpose(),
        ground == null ? LOST : ground.asker(),
        ground == null ? LOST : ground.reference(),
        JapaneseDates.moment(inquiry.at()),
        JapaneseDates.moment(inquiry.until()),
        inquiry.state(),
        name(inquiry.decider(), names),
        inquiry.review(),
        name(inquiry.reviewer(), names),
        own,
        awaiting && !own,
        inquiry.review() == Inquiry.Review.AWAITED && !own,
        running && own,
        (awaiting || running) && own);
  }

  private static String name(@Nullable PersonRef person, Names names) {
    return person == null ? "" : names.person(person, null);
  }

  /** Whether it waits for the viewer. */
  public boolean waits() {
    return decidable || reviewable;
  }

  /** Names nobody and says nothing of what was written. */
  @Override
  public String toString() {
    return "InquiryView[" + number + "]";
  }
}
