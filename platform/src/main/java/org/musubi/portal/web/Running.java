package org.musubi.portal.web;

import org.musubi.audit.Inquiry;
import org.musubi.portal.reading.JapaneseDates;

/** The running inquiry in the head of a page. */
record Running(String id, String number, String until) {
  static Running of(Inquiry inquiry) {
    return new Running(
        inquiry.id().toString(), inquiry.number(), JapaneseDates.moment(inquiry.until()));
  }
}
