package org.musubi.portal.web;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Inquiry;

/**
 * Why somebody wants to look through the trail, as typed.
 *
 * @param lasting how long, ISO 8601
 */
record InquiryForm(String purpose, String asker, String reference, String lasting, Boolean urgent) {
  static final InquiryForm EMPTY = new InquiryForm(null, null, null, null, null);

  InquiryForm(
      @Nullable String purpose,
      @Nullable String asker,
      @Nullable String reference,
      @Nullable String lasting,
      @Nullable Boolean urgent) {
    this.purpose = given(purpose);
    this.asker = given(asker);
    this.reference = given(reference);
    this.lasting = given(lasting);
    this.urgent = Boolean.TRUE.equals(urgent);
  }

  private static String given(@Nullable String text) {
    return text == null
        ? ""
        : text.replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\n]]", "").strip();
  }

  /** What is offered. */
  record Choice(String value, String words) {}

  static List<Choice> choices(Duration longest) {
    var choices = new ArrayList<Choice>();
    for (int hours : new int[] {1, 4, 24, 72, 168}) {
      if (Duration.ofHours(hours).compareTo(longest) < 0) {
        choices.add(choice(Duration.ofHours(hours)));
      }
    }
    choices.add(choice(longest));
    return choices;
  }

  private static Choice choice(Duration time) {
    return new Choice(
        time.toString(),
        time.toHours() % 24 == 0
            ? time.toDays() + "日間"
            : time.toMinutes() % 60 == 0 ? time.toHours() + "時間" : time.toMinutes() + "分間");
  }

  /** What is wrong with it, in words; null when nothing is. */
  @Nullable String error(Duration longest) {
    if (purpose.isEmpty() || purpose.length() > Inquiry.Ground.LONGEST) {
      return "調査の目的を" + Inquiry.Ground.LONGEST + "文字以内で入力してください。";
    }
    int most = Inquiry.Ground.SHORT;
    if (asker.isEmpty() || asker.length() > most || reference.length() > most) {
      return "依頼元を入力してください。依頼元と文書番号は、それぞれ" + most + "文字以内です。";
    }
    try {
      var time = Duration.parse(lasting);
      return time.isPositive() && time.compareTo(longest) <= 0 ? null : "期間を選んでください。";
    } catch (DateTimeException e) {
      return "期間を選んでください。";
    }
  }

  Inquiry.Ground ground() {
    return new Inquiry.Ground(purpose, asker, reference);
  }

  /** Says nothing of what was typed. */
  @Override
  public String toString() {
    return "InquiryForm";
  }
}
