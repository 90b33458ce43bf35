package org.musubi.portal.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Action;
import org.musubi.audit.TrailQuery;
import org.musubi.core.FacilityId;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;

/**
 * What an auditor looks for, as typed and chosen. It stays in the session, under a handle: nothing
 * of it is in an address. Empty texts mean any; a field that was not sent is empty.
 *
 * @param from day and time in Japan, {@code 2026-11-21T09:00}
 * @param until the same, exclusive
 * @param member id of a Member
 * @param facility id of a facility
 * @param issuer who names the person
 * @param person the person as the issuer names one
 * @param patient this session's handle of a patient whose act was shown
 */
record TrailForm(
    String from,
    String until,
    @Nullable Action action,
    TrailEnd end,
    String member,
    String facility,
    String issuer,
    String person,
    String community,
    String text,
    String patient) {
  private static final ZoneId JST = ZoneId.of("Asia/Tokyo");
  private static final int LONGEST = 200;

  static final TrailForm EMPTY =
      new TrailForm(null, null, null, null, null, null, null, null, null, null, null);

  TrailForm(
      @Nullable String from,
      @Nullable String until,
      @Nullable Action action,
      @Nullable TrailEnd end,
      @Nullable String member,
      @Nullable String facility,
      @Nullable String issuer,
      @Nullable String person,
      @Nullable String community,
      @Nullable String text,
      @Nullable String patient) {
    this.from = given(from);
    this.until = given(until);
    this.action = action;
    this.end = end == null ? TrailEnd.ALL : end;
    this.member = given(member);
    this.facility = given(facility);
    this.issuer = given(issuer);
    this.person = given(person);
    this.community = given(community);
    this.text = given(text);
    this.patient = given(patient);
  }

  private static String given(@Nullable String text) {
    return text == null ? "" : text.replaceAll("\\p{Cntrl}", "").strip();
  }

  static TrailForm ofFacility(String facility) {
    return new TrailForm(null, null, null, null, null, facility, null, null, null, null, null);
  }

  static TrailForm ofPerson(String issuer, String person) {
    return new TrailForm(null, null, null, null, null, null, issuer, person, null, null, null);
  }

  static TrailForm ofPatient(String handle) {
    return new TrailForm(null, null, null, null, null, null, null, null, null, null, handle);
  }

  /** What is wrong with it, in words; null when nothing is. */
  @Nullable String error() {
    try {
      var query = query(null);
      if (query.from() != null && query.until() != null && !query.from().isBefore(query.until())) {
        return "期間の終わりは、始まりより後の日時を入力してください。";
      }
    } catch (DateTimeException e) {
      return "期間の日時が正しくありません。";
    } catch (IllegalArgumentException e) {
      return "検索条件が正しくありません。検索語は" + LONGEST + "文字以内で入力してください。";
    }
    return null;
  }

  /**
   * As a question to the trail.
   *
   * @param person the patient behind the handle
   */
  TrailQuery query(@Nullable MedicalId person) {
    var query =
        TrailQuery.ALL
            .between(instant(from), instant(until))
            .by(member.isEmpty() ? null : MemberId.parse(member))
            .at(facility.isEmpty() ? null : FacilityId.parse(facility))
            .person(orNull(issuer), orNull(this.person))
            .about(person)
            .in(orNull(community))
            .words(orNull(text));
    return end.in(action == null ? query : query.of(action));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static @Nullable Instant instant(String text) {
    return text.isEmpty() ? null : LocalDateTime.parse(text).atZone(JST).toInstant();
  }

  /** Names nothing that was typed. */
  @Override
  public String toString() {
    return "TrailForm";
  }
}
