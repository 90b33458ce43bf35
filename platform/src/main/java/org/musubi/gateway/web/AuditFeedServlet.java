package org.musubi.gateway.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.musubi.audit.Action;
import org.musubi.audit.AuditUnavailable;
import org.musubi.audit.Receipt;
import org.musubi.core.Actor;
import org.musubi.core.PurposeOfUse;
import org.musubi.gateway.exchange.Breakage;
import org.musubi.gateway.exchange.Trail;
import org.musubi.gateway.iti20.AuditFeed;
import org.musubi.gateway.iti20.Posted;
import org.musubi.gateway.iti20.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.util.MimeType;

/**
 * Record Audit Event [ITI-20] over HTTP (ITI TF-2 3.20, option ATX: FHIR Feed): {@code
 * /iti20/AuditEvent} takes one AuditEvent, {@code /iti20} a Bundle of them. The Member is whom the
 * client certificate names. The answer comes when the trail holds what was sent.
 */
final class AuditFeedServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(AuditFeedServlet.class);
  private static final String ONE = "/iti20/AuditEvent";

  private final transient Callers callers;
  private final transient Load load;
  private final transient Inbound inbound;
  private final transient AuditFeed feed;
  private final transient Trail trail;

  AuditFeedServlet(Callers callers, Load load, Inbound inbound, AuditFeed feed, Trail trail) {
    this.callers = callers;
    this.load = load;
    this.inbound = inbound;
    this.feed = feed;
    this.trail = trail;
  }

  /** Why nothing is taken. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final transient Problem problem;

    Refused(int status, Problem problem) {
      super(problem.code(), null, false, false);
      this.status = status;
      this.problem = problem;
    }

    static Refused of(Turned turned) {
      var words = turned.fault().japanese();
      return switch (turned.code()) {
        case "CONTENT_ENCODING" -> new Refused(415, new Problem("not-supported", words));
        case Inbound.TOO_LARGE -> new Refused(413, new Problem("too-long", words));
        case "TOO_SLOW" -> new Refused(408, new Problem("timeout", words));
        case "CUT_OFF" -> new Refused(400, new Problem("incomplete", words));
        case "BUSY" -> new Refused(429, new Problem("throttled", words));
        default -> new Refused(403, new Problem("forbidden", words));
      };
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var actor = Actor.nobody("no certificate", PurposeOfUse.OPERATIONS);
    try {
      if (!request.getMethod().equals("POST")) {
        response.setHeader("Allow", "POST");
        throw new Refused(405, new Problem("not-supported", "この窓口では POST のみ利用できます。"));
      }
      var calling = callers.member(request);
      actor = calling.system();
      try (var place = load.enter(calling.member().id())) {
        take(request, actor, response);
      }
    } catch (Turned turned) {
      refuse(response, actor, Refused.of(turned));
    } catch (Refused refused) {
      refuse(response, actor, refused);
    } catch (AuditUnavailable stopped) {
      say(response, unrecorded());
    } catch (RuntimeException broken) {
      LOG.error("ITI-20 broke", Breakage.of(broken));
      refuse(response, actor, new Refused(500, new Problem("exception", "基盤側の障害により、処理できませんでした。")));
    }
  }

  private void take(HttpServletRequest request, Actor actor, HttpServletResponse response)
      throws Turned, Refused, IOException {
    if (!isFhirJson(request.getContentType())) {
      throw new Refused(
          415, new Problem("not-supported", "受け付けるのは UTF-8 の " + FhirAnswer.TYPE + " のみです。"));
    }
    byte[] body = inbound.bytes(request);
    var from = InetAddress.ofLiteral(request.getRemoteAddr());
    if (request.getServletPath().equals(ONE)) {
      one(feed.one(body), actor, from, request, response);
    } else {
      try {
        batch(feed.batch(body), actor, from, response);
      } catch (AuditFeed.NoBatch none) {
        throw new Refused(400, none.problem());
      }
    }
  }

  private static boolean isFhirJson(String type) {
    try {
      var sent = MimeType.valueOf(type == null ? "" : type);
      var charset = sent.getCharset();
      return sent.equalsTypeAndSubtype(MediaType.valueOf(FhirAnswer.TYPE))
          && (charset == null || charset.equals(java.nio.charset.StandardCharsets.UTF_8));
    } catch (IllegalArgumentException none) {
      return false;
    }
  }

  private void one(
      Posted posted,
      Actor actor,
      InetAddress from,
      HttpServletRequest request,
      HttpServletResponse response)
      throws Refused {
    var problem = posted.problem();
    if (problem != null) {
      throw new Refused(400, problem);
    }
    var receipt = feed.take(List.of(posted), actor, from).getFirst();
    response.setStatus(201);
    response.setHeader("Location", request.getRequestURL() + "/" + receipt.act());
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(0);
  }

  private void batch(
      List<Posted> entries, Actor actor, InetAddress from, HttpServletResponse response)
      throws IOException {
    var good = entries.stream().filter(entry -> entry.problem() == null).toList();
    var problems = entries.stream().map(Posted::problem).filter(one -> one != null).toList();
    var receipts = good.isEmpty() ? List.<Receipt>of() : feed.take(good, actor, from);
    if (!problems.isEmpty()) {
      record(actor, problems.getFirst().code(), problems.size());
    }
    var answer = FhirAnswer.object().put("resourceType", "Bundle").put("type", "batch-response");
    var list = answer.putArray("entry");
    var next = receipts.iterator();
    for (var entry : entries) {
      var told = list.addObject().putObject("response");
      var problem = entry.problem();
      if (problem == null) {
        told.put("status", "201 Created").put("location", "AuditEvent/" + next.next().act());
      } else {
        told.put("status", "400 Bad Request")
            .set("outcome", FhirAnswer.outcome(problem.code(), problem.japanese()));
      }
    }
    FhirAnswer.send(response, 200, answer);
  }

  private void refuse(HttpServletResponse response, Actor actor, Refused refused)
      throws IOException {
    try {
      record(actor, refused.problem.code(), 1);
      say(response, refused);
    } catch (AuditUnavailable stopped) {
      say(response, unrecorded());
    }
  }

  private void record(Actor actor, String code, int refused) {
    trail.refused(
        Action.REFUSED,
        actor,
        null,
        List.of(),
        code.toUpperCase(Locale.ROOT),
        Map.of("transaction", "ITI-20", "refused", Integer.toString(refused)));
  }

  private static Refused unrecorded() {
    return new Refused(503, new Problem("transient", "証跡を記録できないため、受け付けられません。"));
  }

  private static void say(HttpServletResponse response, Refused refused) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    var problem = refused.problem;
    FhirAnswer.send(
        response, refused.status, FhirAnswer.outcome(problem.code(), problem.japanese()));
  }
}
