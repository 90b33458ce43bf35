package org.musubi.portal.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.musubi.audit.Access;
import org.musubi.audit.Receipt;
import org.musubi.portal.reading.JapaneseDates;

/**
 * One act on the time line.
 *
 * @param mark the colour of its end
 * @param patient the viewer's name for the patient; empty when it is about nobody
 */
record TrailRow(
    String time,
    String action,
    String place,
    String person,
    String patient,
    String end,
    String mark,
    String reason,
    long position) {

  /** The acts of one day in Japan. */
  record Day(String day, List<TrailRow> rows) {}

  /** By day, in the order given; shown with the receipt of this very look. */
  static List<Day> days(List<Access> acts, TrailWords words, Receipt receipt) {
    var days = new LinkedHashMap<String, List<TrailRow>>();
    for (var access : acts) {
      days.computeIfAbsent(JapaneseDates.day(access.event().at()), day -> new ArrayList<>())
          .add(row(access, words));
    }
    return days.entrySet().stream().map(day -> new Day(day.getKey(), day.getValue())).toList();
  }

  private static TrailRow row(Access access, TrailWords words) {
    var event = access.event();
    var end = TrailEnd.of(access);
    var reason = event.reason() == null ? access.failure() : event.reason();
    return new TrailRow(
        JapaneseDates.time(event.at()),
        event.action().japanese(),
        words.names().place(event.actor()),
        words.names().person(event.actor().person(), event.patient()),
        words.patient(event.patient()),
        end.japanese(),
        end.mark(),
        reason == null ? "" : reason,
        access.position());
  }
}
