package org.musubi.gateway.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Access;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.AuditEventJson;
import org.musubi.audit.AuditUnavailable;
import org.musubi.audit.Outcome;
import org.musubi.audit.Pseudonyms;
import org.musubi.audit.Receipt;
import org.musubi.audit.Result;
import org.musubi.audit.TrailQuery;
import org.musubi.audit.TrailSearch;
import org.musubi.audit.What;
import org.musubi.core.Actor;
import org.musubi.core.PersonRef;
import org.musubi.core.PurposeOfUse;
import org.musubi.gateway.exchange.Breakage;
import org.musubi.gateway.exchange.Trail;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.service.Route;
import org.musubi.service.ServiceDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Retrieve ATNA Audit Event [ITI-81] (ITI TF-2 3.81), for Members: each its own part of the trail
 * (seed 004, 2.1.1(5)), which is what it did, or with {@code entity} a community of its own, what
 * anybody did there. Newest first; {@code before} leads on. The Member is whom the client
 * certificate names; the retrieval is on the trail itself.
 */
final class AuditRetrieval extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(AuditRetrieval.class);
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final Map<String, String> DETAILS = Map.of("transaction", "ITI-81");
  private static final Set<String> PARAMETERS =
      Set.of("date", "entity", "outcome", "_count", "before", "_format");
  private static final int MOST = 1000;
  private static final int USUAL = 100;
  private static final int MOST_PAGES = 20;

  private final transient Callers callers;
  private final transient Load load;
  private final transient TrailSearch search;
  private final transient AuditEventJson json;
  private final transient Pseudonyms pseudonyms;
  private final transient ServiceDirectory directory;
  private final transient Trail trail;
  private final transient InstantSource clock;

  AuditRetrieval(
      Callers callers,
      Load load,
      TrailSearch search,
      AuditEventJson json,
      Pseudonyms pseudonyms,
      ServiceDirectory directory,
      Trail trail,
      InstantSource clock) {
    this.callers = callers;
    this.load = load;
    this.search = search;
    this.json = json;
    this.pseudonyms = pseudonyms;
    this.directory = directory;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * What is asked for, as far as it is allowed.
   *
   * @param home the community of the Member whose part it is; null for what the Member did
   */
  private record Asked(TrailQuery query, @Nullable HomeCommunityId home, long before, int count) {}

  /**
   * A page of the trail, as the Member may see it.
   *
   * @param next where to read on; null at the end
   */
  private record Part(List<Access> acts, @Nullable Long next) {}

  /** Why it is not answered. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;
    private final String japanese;

    Refused(int status, String code, String japanese) {
      super(code);
      this.status = status;
      this.code = code;
      this.japanese = japanese;
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var actor = Actor.nobody("no certificate", PurposeOfUse.OPERATIONS);
    try {
      if (!request.getMethod().equals("GET")) {
        response.setHeader("Allow", "GET");
        throw new Refused(405, "not-supported", "この窓口では GET のみ利用できます。");
      }
      var calling = callers.member(request);
      actor = calling.system();
      try (var place = load.enter(calling.member().id())) {
        answer(asked(request, calling), request, actor, response);
      }
    } catch (Turned turned) {
      boolean busy = turned.code().equals("BUSY");
      refuse(
          response,
          actor,
          new Refused(
              busy ? 429 : 403, busy ? "throttled" : "forbidden", turned.fault().japanese()));
    } catch (Refused refused) {
      refuse(response, actor, refused);
    } catch (AuditUnavailable stopped) {
      say(response, new Refused(503, "transient", "証跡を記録できないため、開示できません。"));
    } catch (RuntimeException broken) {
      LOG.error("ITI-81 broke", Breakage.of(broken));
      refuse(response, actor, new Refused(500, "exception", "基盤側の障害により、処理できませんでした。"));
    }
  }

  private Asked asked(HttpServletRequest request, Callers.Calling calling) throws Refused {
    var unknown = new TreeSet<>(request.getParameterMap().keySet());
    unknown.removeAll(PARAMETERS);
    if (!unknown.isEmpty()) {
      throw invalid("対応していない検索条件があります。");
    }
    var query = TrailQuery.ALL;
    for (String date : values(request, "date")) {
      query = narrowed(query, date);
    }
    for (String outcome : values(request, "outcome")) {
      query =
          switch (outcome) {
            case "0" -> query.decided(Result.DONE, Result.INTENDED);
            case "4" -> query.decided(Result.REFUSED);
            case "8" -> query.decided(Result.FAILED);
            default -> throw invalid("outcome には 0、4、8 のいずれかを指定してください。");
          };
    }
    var entity = request.getParameter("entity");
    var home = entity == null ? null : own(entity, calling);
    query = home == null ? query.by(calling.member().id()) : query.in(home.toString());
    long before = number(request, "before", Long.MAX_VALUE);
    int count = (int) Math.min(MOST, number(request, "_count", USUAL));
    if (before < 0 || count < 1) {
      throw invalid("before と _count には正の数を指定してください。");
    }
    return new Asked(query, home, before, count);
  }

  /** A community that the Member itself runs. */
  private HomeCommunityId own(String entity, Callers.Calling calling) throws Refused {
    HomeCommunityId home;
    try {
      home = HomeCommunityId.parse(entity);
    } catch (IllegalArgumentException other) {
      throw invalid("entity には homeCommunityId（urn:oid:…）を指定してください。");
    }
    if (directory.route(home).map(Route::member).filter(calling.member().id()::equals).isEmpty()) {
      throw new Refused(403, "forbidden", "開示できるのは、自らの機関に関する証跡のみです。");
    }
    return home;
  }

  /** FHIR's prefixes ge, gt, le and lt; a day, or a moment with its offset. */
  private static TrailQuery narrowed(TrailQuery query, String date) throws Refused {
    if (date.length() < 3) {
      throw invalid("date の書式が正しくありません。");
    }
    var prefix = date.substring(0, 2);
    try {
      var text = date.substring(2);
      boolean day = text.length() == 10;
      Instant from =
          day
              ? LocalDate.parse(text).atStartOfDay(JAPAN).toInstant()
              : OffsetDateTime.parse(text).toInstant();
      Instant end =
          day
              ? LocalDate.parse(text).plusDays(1).atStartOfDay(JAPAN).toInstant()
              : from.plusMillis(1);
      return switch (prefix) {
        case "ge" -> query.between(from, query.until());
        case "gt" -> query.between(end, query.until());
        case "le" -> query.between(query.from(), end);
        case "lt" -> query.between(query.from(), from);
        default -> throw invalid("date には ge、gt、le、lt のいずれかを付けて指定してください。");
      };
    } catch (DateTimeParseException wrong) {
      throw invalid("date の書式が正しくありません。");
    }
  }

  private void answer(
      Asked asked, HttpServletRequest request, Actor actor, HttpServletResponse response)
      throws IOException {
    var matter =
        new Trail.Matter(
            null,
            List.of(What.of(What.Kind.PAGE, "/iti81/AuditEvent")),
            Map.of("transaction", "ITI-81", "search", asked.query().kinds()));
    var receipt = trail.before(Action.HISTORY_READ, actor, List.of(matter), List.of()).getFirst();
    var outcome = Outcome.abortedAt(0);
    try {
      FhirAnswer.send(response, 200, bundle(part(asked, receipt), actor, request));
      outcome = Outcome.sent();
    } finally {
      trail.ended(receipt, outcome);
    }
  }

  private Part part(Asked asked, Receipt receipt) {
    var acts = new ArrayList<Access>();
    long next = Math.min(asked.before(), receipt.position());
    for (int i = 0; i < MOST_PAGES; i++) {
      var page = search.find(asked.query(), next, asked.count(), receipt);
      for (Access access : page) {
        if (acts.size() == asked.count()) {
          return new Part(acts, next);
        }
        next = access.position();
        seen(access, asked.home()).ifPresent(acts::add);
      }
      if (page.size() < asked.count()) {
        return new Part(acts, null);
      }
    }
    return new Part(acts, next);
  }

  /**
   * As the Member may see it. What was held back from its own people is nothing: as many, and as
   * much about them, as it was told when it asked. Of what others did in its community, the other
   * communities it was about are left out; what others only report is theirs.
   */
  private static Optional<Access> seen(Access access, @Nullable HomeCommunityId home) {
    var event = access.event();
    if (home == null) {
      return access.heldBack() ? Optional.empty() : Optional.of(access);
    }
    if (event.action() == Action.REPORTED) {
      return Optional.empty();
    }
    var own =
        event.what().stream()
            .filter(what -> what.home() == null || what.home().equals(home.toString()))
            .filter(what ->
                what.kind() != What.Kind.COMMUNITY || what.identifier().equals(home.toString()))
            .toList();
    return Optional.of(
        new Access(
            access.position(),
            new AuditEvent(
                event.act(),
                event.at(),
                event.action(),
                event.actor(),
                event.patient(),
                own,
                event.result(),
                event.reason(),
                event.details()),
            access.ended(),
            access.sentBytes(),
            access.failure()));
  }

  private ObjectNode bundle(Part part, Actor actor, HttpServletRequest request) {
    var bundle =
        FhirAnswer.object()
            .put("resourceType", "Bundle")
            .put("type", "searchset")
            .put("timestamp", clock.instant().toString());
    if (part.next() != null) {
      bundle
          .putArray("link")
          .addObject()
          .put("relation", "next")
          .put("url", request.getRequestURL() + "?" + same(request) + "before=" + part.next());
    }
    var viewer = new PersonRef("urn:musubi:member", actor.member().toString());
    var entries = bundle.putArray("entry");
    for (Access access : part.acts()) {
      entries
          .addObject()
          .put("fullUrl", "urn:uuid:" + access.event().act())
          .set("resource", json.of(access, patient -> pseudonyms.of(patient, viewer)));
    }
    return bundle;
  }

  private static String same(HttpServletRequest request) {
    var query = new StringBuilder();
    request
        .getParameterMap()
        .forEach((name, values) -> {
          for (String value : values) {
            if (!name.equals("before")) {
              query.append(encoded(name)).append('=').append(encoded(value)).append('&');
            }
          }
        });
    return query.toString();
  }

  private void refuse(HttpServletResponse response, Actor actor, Refused refused)
      throws IOException {
    try {
      trail.refused(
          Action.REFUSED,
          actor,
          null,
          List.of(),
          refused.code.toUpperCase(java.util.Locale.ROOT),
          DETAILS);
      say(response, refused);
    } catch (AuditUnavailable stopped) {
      say(response, new Refused(503, "transient", "証跡を記録できないため、開示できません。"));
    }
  }

  private static void say(HttpServletResponse response, Refused refused) throws IOException {
    FhirAnswer.send(response, refused.status, FhirAnswer.outcome(refused.code, refused.japanese));
  }

  private static Refused invalid(String japanese) {
    return new Refused(400, "invalid", japanese);
  }

  private static String[] values(HttpServletRequest request, String name) {
    var values = request.getParameterValues(name);
    return values == null ? new String[0] : values;
  }

  private static long number(HttpServletRequest request, String name, long otherwise)
      throws Refused {
    @Nullable String text = request.getParameter(name);
    try {
      return text == null ? otherwise : Long.parseLong(text);
    } catch (NumberFormatException wrong) {
      throw invalid("before と _count には正の数を指定してください。");
    }
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
