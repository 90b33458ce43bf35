package org.musubi.portal.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the history: an act, or the same act of the same person several times on one day.
 *
 * @param at of the latest
 * @param times how often
 * @param first time of the earliest; empty when there is one only
 * @param position of the latest on the trail
 * @param act of the latest
 * @param assertion id of the assertion that showed the person; empty when it was something else
 */
record Look(
    String at,
    int times,
    String first,
    String facility,
    String person,
    String action,
    String about,
    String ended,
    boolean disclosed,
    long position,
    String act,
    List<Detail> documents,
    String verdict,
    String assertion) {

  /** A document that was asked for; what was released is known by its SHA-256. */
  record Detail(String document, @Nullable String sha256, long size) {}

  /**
   * A page of the history.
   *
   * @param next where the next page begins; null when there is none
   */
  record Page(List<Look> rows, @Nullable Long next) {}
}
