package org.musubi.portal.web;

import org.jspecify.annotations.Nullable;
import org.musubi.audit.Complaint;
import org.musubi.audit.Receipt;
import org.musubi.portal.reading.JapaneseDates;

/**
 * A complaint as it is shown.
 *
 * @param mark the colour of its state
 * @param words what the patient wrote; may be empty
 * @param answer empty before it was answered, as {@code answeredAt}
 * @param open whether it was not answered yet
 * @param fresh whether nobody has begun to look into it
 */
record ComplaintView(
    String id,
    String number,
    long position,
    String at,
    String reason,
    String words,
    String state,
    String mark,
    String answer,
    String answeredAt,
    boolean open,
    boolean fresh) {

  /** Shown with the receipt of this very look. */
  static ComplaintView of(Complaint complaint, Receipt receipt) {
    var answered = complaint.answeredAt();
    return new ComplaintView(
        complaint.id().toString(),
        complaint.number(),
        complaint.position(),
        JapaneseDates.moment(complaint.at()),
        complaint.reason().japanese(),
        words(complaint.words()),
        complaint.state().japanese(),
        complaint.state().mark(),
        answered == null ? "" : words(complaint.answer()),
        answered == null ? "" : JapaneseDates.moment(answered),
        complaint.state() != Complaint.State.ANSWERED,
        complaint.state() == Complaint.State.RAISED);
  }

  private static String words(@Nullable String words) {
    return words == null ? "（鍵が失われたため、表示できません）" : words;
  }

  /** Names nobody and says nothing of what was written. */
  @Override
  public String toString() {
    return "ComplaintView[" + number + "]";
  }
}
