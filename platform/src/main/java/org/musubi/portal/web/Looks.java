package org.musubi.portal.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Access;
import org.musubi.audit.AccessHistory;
import org.musubi.audit.Action;
import org.musubi.audit.Receipt;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.core.PersonRef;
import org.musubi.core.PractitionerId;
import org.musubi.facility.Facilities;
import org.musubi.facility.Facility;
import org.musubi.facility.Member;
import org.musubi.idp.People;
import org.musubi.idp.Practitioner;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.portal.reading.JapaneseDates;
import org.musubi.service.Route;
import org.musubi.service.ServiceDirectory;
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
  private final Facilities facilities;
  private final ServiceDirectory directory;
  private final People people;

  Looks(AccessHistory history, Facilities facilities, ServiceDirectory directory, People people) {
    this.history = history;
    this.facilities = facilities;
    this.directory = directory;
    this.people = people;
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
        actor.facility() == null
            ? facilities.member(actor.member()).map(Member::name).orElse("―")
            : facilities.facility(actor.facility()).map(Facility::name).orElse("―"),
        person(actor.person(), access.event().patient()),
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

  /**
   * A person of the platform by name, the patient as such, anybody else as the issuer names them.
   */
  private String person(@Nullable PersonRef person, @Nullable MedicalId patient) {
    if (person == null) {
      return "システム";
    }
    if (!person.issuer().equals(PersonRef.PLATFORM)) {
      return person.subject();
    }
    return practitioner(person.subject())
        .map(known ->
            Stream.of(known.name().family(), known.name().given())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" ")))
        .orElse(patient == null ? person.subject() : "本人");
  }

  private Optional<Practitioner> practitioner(String subject) {
    try {
      return people.practitioner(PractitionerId.parse(subject));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  private String about(Access access) {
    return access.what().stream()
        .map(what -> what.kind() == What.Kind.COMMUNITY ? what.identifier() : what.home())
        .filter(Objects::nonNull)
        .distinct()
        .map(this::name)
        .collect(Collectors.joining("、"));
  }

  private String name(String home) {
    return directory.route(HomeCommunityId.parse(home)).map(Route::name).orElse(home);
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
