package org.musubi.portal.web;

import java.util.List;
import org.musubi.facility.Responsibility;

/**
 * What came of one request, as a picture and as a table of the same. Lengths are units of the
 * picture.
 *
 * @param lanes from the asker to the answerer, at least two
 * @param arrows the acts, in their order
 * @param bands who was responsible where; empty when no medical information passed
 * @param height of the whole picture
 */
record TrailExchange(
    String requester,
    List<Lane> lanes,
    List<Arrow> arrows,
    List<Band> bands,
    int lanesEnd,
    int height) {

  /** One who takes part, or a part of the way, and its place from the left. */
  record Lane(String name, List<String> lines, int x) {}

  /**
   * One act.
   *
   * @param from where it began, a lane's name
   * @param to where it ended
   * @param mark the colour of its end
   * @param broken whether it is not certain that all arrived
   */
  record Arrow(
      long position,
      String time,
      String action,
      String person,
      String from,
      String to,
      String end,
      String mark,
      boolean broken,
      int start,
      int stop,
      int y) {
    /** Where its words begin. */
    public int left() {
      return Math.min(start, stop) + 10;
    }
  }

  /**
   * Who is responsible where, towards these answerers.
   *
   * @param answerers the communities, by name
   * @param assumed what only contracts say, as it is assumed
   * @param parts the sections, from the asker's side
   */
  record Band(
      String answerers,
      String assumed,
      Responsibility decided,
      List<Part> parts,
      List<String> clauses,
      int y) {}

  /** One section: who answers for it, who bears which duties of management, and by which rules. */
  record Part(
      String section,
      String accountable,
      List<String> duties,
      List<String> rules,
      List<String> lines,
      int x,
      int width) {}
}
