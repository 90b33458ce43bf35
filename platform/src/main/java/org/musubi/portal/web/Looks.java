package org.musubi.portal.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Access;
import org.musubi.audit.AccessHistory;
import org.musubi.audit.Action;
import org.musubi.audit.Receipt;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.portal.reading.JapaneseDates;
import org.springframework.stereotype.Component;

/**
 * Who looked, as the patient reads it. What the same person did in the same way again and again on
 * one day is one row with its count, so that nobody pushes a look out of sight by repeating others;
 * what released a document or changed a consent always has a row of its own.
 */
@Component
class Looks {
  private static final int ROWS = 200;
  private static final int BATCH = 500;
  private static final int MOST_READ = 10_000;

  /** As the rooms that admit assertions write it. */
  private static final Pattern ASSERTION = Pattern.compile("assertion (\\S+) by .*");

  private static final Set<Action> REPEATED =
      Set.of(Action.DISCOVER, Action.QUERY, Action.HISTORY_READ);

  private final AccessHistory history;
  private final Names names;

  Looks(AccessHistory history, Names names) {
    this.history = history;
    this.names = names;
  }

  /**
   * A page, newest first, without this reading and later ones.
   *
   * @param before the position where the page before it ended; null for the newest
   * @param receipt the proof that this reading is recorded
   */
  Look.Page page(MedicalId person, LookKind kind, @Nullable Long before, Receipt receipt) {
    var rows = new LinkedHashMap<Object, List<Access>>();
    long next = before == null ? receipt.position() : Math.min(before, receipt.position());
    for (int read = 0; read < MOST_READ; read += BATCH) {
      var batch = history.accessesTo(person, kind.actions(), next, BATCH, receipt);
      for (var access : batch) {
        var key = key(access);
        if (rows.size() == ROWS && !rows.containsKey(key)) {
          return page(rows, next);
        }
        rows.computeIfAbsent(key, one -> new ArrayList<>()).add(access);
        next = access.position();
      }
      if (batch.size() < BATCH) {
        return page(rows, null);
      }
    }
    return page(rows, next);
  }

  /** One act as the patient reads it. */
  Look one(Access access, Receipt receipt) {
    return look(List.of(access));
  }

  private Look.Page page(LinkedHashMap<Object, List<Access>> rows, @Nullable Long next) {
    return new Look.Page(rows.values().stream().map(this::look).toList(), next);
  }

  /** What is equal here is one row. */
  private static Object key(Access access) {
    var event = access.event();
    if (!REPEATED.contains(event.action()) && event.result() != Result.REFUSED) {
      return access.position();
    }
    var actor = event.actor();
    return Arrays.asList(
        JapaneseDates.day(event.at()),
        event.action(),
        actor.member(),
        actor.facility(),
        actor.person(),
        access.what().stream().filter(what -> what.kind() != What.Kind.CONSENT).toList(),
        access.ended(),
        event.result(),
        event.reason());
  }

  private Look look(List<Access> same) {
    var access = same.getFirst();
    Actor actor = access.event().actor();
    return new Look(
        JapaneseDates.moment(access.event().at()),
        same.size(),
        same.size() == 1 ? "" : JapaneseDates.time(same.getLast().event().at()),
        names.place(actor),
        names.person(actor.person(), access.event().patient()),
        access.event().action().japanese(),
        about(access),
        ended(access),
        access.disclosed(),
        access.position(),
        access.event().act().toString(),
        access.what().stream()
            .filter(what -> what.kind() == What.Kind.DOCUMENT)
            .map(what -> new Look.Detail(what.identifier(), what.sha256(), what.size()))
            .toList(),
        access.event().details().getOrDefault("verdict", ""),
        assertion(actor));
  }

  private static String assertion(Actor actor) {
    var proof = actor.personProof();
    var shown = proof == null ? null : ASSERTION.matcher(proof);
    return shown != null && shown.matches() ? shown.group(1) : "";
  }

  private String about(Access access) {
    return access.what().stream()
        .map(what -> what.kind() == What.Kind.COMMUNITY ? what.identifier() : what.home())
        .filter(Objects::nonNull)
        .distinct()
        .map(names::community)
        .collect(Collectors.joining("、"));
  }

  private static String ended(Access access) {
    return switch (access.ended()) {
      case SENT -> "閲覧されました";
      case ABORTED -> "途中まで送信されました";
      case FAILED -> "送信されませんでした";
      case MAY_HAVE_HAPPENED -> "送信を確認できません";
      case COMPLETE ->
          switch (access.event().result()) {
            case REFUSED -> "拒否されました";
            case FAILED -> "失敗しました";
            case DONE, INTENDED -> "完了しました";
          };
    };
  }
}
