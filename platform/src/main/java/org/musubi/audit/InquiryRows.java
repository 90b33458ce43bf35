package org.musubi.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.core.MemberId;
import org.musubi.core.PersonRef;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Inquiries as their statements add up. */
final class InquiryRows {
  private static final String BETWEEN = "\u001f";
  private static final String SELECT =
      """
      select q.*, d.state decision, d.issuer d_issuer, d.subject d_subject, e.id ending,
        r.state review, r.issuer r_issuer, r.subject r_subject
      from audit.inquiry q
      left join audit.inquiry_step d on d.inquiry = q.id and d.state in ('APPROVED', 'REFUSED')
      left join audit.inquiry_step e on e.inquiry = q.id and e.state = 'ENDED'
      left join audit.inquiry_step r on r.inquiry = q.id and r.state in ('PROPER', 'DOUBTFUL')
      """;
  private static final String WAITS =
      "(q.urgent and r.id is null"
          + " or not q.urgent and d.id is null and e.id is null and q.until > :now)";
  private static final String LATEST = " order by q.at desc, q.id";

  private final JdbcClient local;
  private final SealedWords sealed;
  private final InstantSource clock;

  InquiryRows(JdbcClient local, SealedWords sealed, InstantSource clock) {
    this.local = local;
    this.sealed = sealed;
    this.clock = clock;
  }

  byte[] seal(UUID id, Inquiry.Ground ground) {
    return sealed.seal(
        id,
        String.join(
            BETWEEN, clean(ground.purpose()), clean(ground.asker()), clean(ground.reference())));
  }

  private static String clean(String words) {
    return words.replace(BETWEEN, "");
  }

  Optional<Inquiry> one(UUID id) {
    return local.sql(SELECT + "where q.id = :id").param("id", id).query(this::inquiry).optional();
  }

  /** All that wait, and at most 200 others. */
  List<Inquiry> all(@Nullable MemberId member) {
    var given = new HashMap<String, Object>();
    given.put("now", clock.instant().atOffset(ZoneOffset.UTC));
    if (member != null) {
      given.put("member", member.value());
    }
    var theirs = SELECT + (member == null ? "where " : "where q.member = :member and ");
    var all = new ArrayList<>(read(theirs + WAITS + LATEST, given));
    all.addAll(read(theirs + "not " + WAITS + LATEST + " limit 200", given));
    return all;
  }

  private List<Inquiry> read(String sql, HashMap<String, Object> given) {
    return local.sql(sql).params(given).query(this::inquiry).list();
  }

  private Inquiry inquiry(ResultSet row, int number) throws SQLException {
    var id = row.getObject("id", UUID.class);
    var until = row.getObject("until", OffsetDateTime.class).toInstant();
    boolean urgent = row.getBoolean("urgent");
    return new Inquiry(
        id,
        row.getString("number"),
        new MemberId(row.getObject("member", UUID.class)),
        new PersonRef(row.getString("issuer"), row.getString("subject")),
        urgent,
        ground(sealed.open(id, row.getBytes("words"))),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        until,
        state(
            urgent,
            row.getString("decision"),
            row.getObject("ending") != null || "DOUBTFUL".equals(row.getString("review")),
            until),
        person(row.getString("d_issuer"), row.getString("d_subject")),
        review(urgent, row.getString("review")),
        person(row.getString("r_issuer"), row.getString("r_subject")));
  }

  private static Inquiry.@Nullable Ground ground(Optional<String> words) {
    var parts = words.map(all -> all.split(BETWEEN, -1)).orElse(new String[0]);
    return parts.length == 3 ? new Inquiry.Ground(parts[0], parts[1], parts[2]) : null;
  }

  private Inquiry.State state(
      boolean urgent, @Nullable String decision, boolean ended, Instant until) {
    if ("REFUSED".equals(decision)) {
      return Inquiry.State.REFUSED;
    }
    if (ended) {
      return Inquiry.State.ENDED;
    }
    if (!clock.instant().isBefore(until)) {
      return Inquiry.State.EXPIRED;
    }
    return urgent || decision != null ? Inquiry.State.RUNNING : Inquiry.State.AWAITING;
  }

  private static Inquiry.Review review(boolean urgent, @Nullable String review) {
    if (review != null) {
      return Inquiry.Review.valueOf(review);
    }
    return urgent ? Inquiry.Review.AWAITED : Inquiry.Review.NOT_NEEDED;
  }

  private static @Nullable PersonRef person(@Nullable String issuer, @Nullable String subject) {
    return issuer == null || subject == null ? null : new PersonRef(issuer, subject);
  }
}
