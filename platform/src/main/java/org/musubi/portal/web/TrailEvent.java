package org.musubi.portal.web;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Access;
import org.musubi.audit.Receipt;
import org.musubi.audit.What;
import org.musubi.portal.reading.JapaneseDates;

/**
 * One act in full.
 *
 * @param mark the colour of its end
 * @param facts what was recorded, with its label
 * @param things what it was about
 */
record TrailEvent(
    long position,
    String action,
    String end,
    String mark,
    String patient,
    List<Fact> facts,
    List<Thing> things,
    List<Fact> details) {

  /** A label, what it says, and what proved it (empty when nothing had to). */
  record Fact(String label, String value, String proof) {
    static Fact of(String label, String value) {
      return new Fact(label, value, "");
    }
  }

  /** A thing that it was about; a patient's number stays hidden. */
  record Thing(String kind, String identifier, String home, String sha256, String size) {}

  /** Shown with the receipt of this very look. */
  static TrailEvent of(Access access, TrailWords words, Receipt receipt) {
    var event = access.event();
    var end = TrailEnd.of(access);
    return new TrailEvent(
        access.position(),
        event.action().japanese(),
        end.japanese(),
        end.mark(),
        words.patient(event.patient()),
        facts(access, words),
        event.what().stream().map(what -> thing(what, words)).toList(),
        new TreeMap<>(event.details())
            .entrySet().stream()
                .map(one -> Fact.of(TrailWords.detail(one.getKey()), one.getValue()))
                .toList());
  }

  private static List<Fact> facts(Access access, TrailWords words) {
    var event = access.event();
    var actor = event.actor();
    var facts = new ArrayList<Fact>();
    facts.add(Fact.of("日時", JapaneseDates.moment(event.at())));
    facts.add(new Fact("接続機関", words.names().member(actor.member()), "証明：" + actor.memberProof()));
    facts.add(
        new Fact(
            "施設",
            actor.facility() == null ? "―" : words.names().place(actor),
            proof(actor.facilityProof())));
    var person = actor.person();
    facts.add(
        new Fact("利用者", words.names().person(person, event.patient()), proof(actor.personProof())));
    if (person != null && !words.isPatient(event)) {
      facts.add(Fact.of("利用者の識別子", person.subject() + "（発行者 " + person.issuer() + "）"));
    }
    facts.add(Fact.of("本人確認", TrailWords.assurance(actor.assurance())));
    facts.add(Fact.of("目的", actor.purpose().japanese()));
    if (event.reason() != null) {
      facts.add(Fact.of("理由", event.reason()));
    }
    if (access.failure() != null) {
      facts.add(Fact.of("失敗の理由", access.failure()));
    }
    if (access.sentBytes() != null) {
      facts.add(Fact.of("中断までの送信量", access.sentBytes() + " バイト"));
    }
    facts.add(Fact.of("受付番号", event.act().toString()));
    var from = access.circumstances();
    facts.add(Fact.of("接続元のアドレス", from.address() == null ? "―" : from.address()));
    facts.add(Fact.of("端末（接続元の申告）", from.device() == null ? "―" : from.device()));
    return facts;
  }

  private static String proof(@Nullable String proof) {
    return proof == null ? "" : "証明：" + proof;
  }

  private static Thing thing(What what, TrailWords words) {
    String home = what.home();
    return new Thing(
        TrailWords.kind(what.kind()),
        switch (what.kind()) {
          case PATIENT_IDENTIFIER -> "（表示しません）";
          case COMMUNITY -> words.names().community(what.identifier());
          default -> what.identifier();
        },
        home == null ? "" : words.names().community(home),
        what.sha256() == null ? "" : what.sha256(),
        what.size() < 0 ? "" : what.size() + " バイト");
  }
}
