package org.musubi.gateway.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Action;
import org.musubi.audit.AuditUnavailable;
import org.musubi.core.Actor;
import org.musubi.core.PurposeOfUse;
import org.musubi.gateway.exchange.Breakage;
import org.musubi.gateway.exchange.Trail;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.soap.SoapFault;
import org.musubi.ihe.soap.WsAddressing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edge of one transaction. The order is always the same: certificate, load, message, assertion,
 * schema, and only then the question itself. Whoever is turned away gets a fault, and the trail
 * keeps it.
 */
final class ExchangeServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeServlet.class);

  private final transient Exchange exchange;
  private final transient Callers callers;
  private final transient Load load;
  private final transient Inbound inbound;
  private final transient Release release;
  private final transient Trail trail;

  ExchangeServlet(
      Exchange exchange,
      Callers callers,
      Load load,
      Inbound inbound,
      Release release,
      Trail trail) {
    this.exchange = exchange;
    this.callers = callers;
    this.load = load;
    this.inbound = inbound;
    this.release = release;
    this.trail = trail;
  }

  /** What is known of a request so far, for a fault. */
  private static final class Progress {
    private Actor actor = Actor.nobody("no certificate", PurposeOfUse.OPERATIONS);
    private @Nullable WsAddressing asked;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!request.getMethod().equals("POST")) {
      response.setHeader("Allow", "POST");
      response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      return;
    }
    var progress = new Progress();
    try {
      exchange(request, response, progress);
    } catch (Turned turned) {
      refuse(response, progress, turned);
    } catch (AuditUnavailable stopped) {
      answer(response, progress, unrecorded());
    } catch (RuntimeException broken) {
      LOG.error("{} broke", exchange.transaction(), Breakage.of(broken));
      if (response.isCommitted()) {
        throw new IOException("an answer broke off");
      }
      refuse(response, progress, new Turned("BROKEN", internal()));
    }
  }

  private void exchange(HttpServletRequest request, HttpServletResponse response, Progress progress)
      throws Turned, IOException {
    var calling = callers.member(request);
    progress.actor = calling.system();
    try (var place = load.enter(calling.member().id())) {
      var envelope = inbound.read(request);
      try {
        progress.asked = envelope.addressing().require(exchange.transaction().request());
      } catch (SoapFault wrong) {
        throw new Turned("ADDRESSING", wrong);
      }
      var actor = callers.person(calling, envelope.assertion().orElse(null));
      progress.actor = actor;
      inbound.validate(exchange.schema(), envelope.body());
      exchange.answer(progress.asked, envelope.body(), actor, response);
    } catch (MalformedMessage malformed) {
      throw new Turned(
          "MALFORMED",
          SoapFault.sender(
              "The message is not what the transaction asks for: " + malformed.reason(),
              "メッセージの内容が、このトランザクションの規約に合いません。"));
    }
  }

  private void refuse(HttpServletResponse response, Progress progress, Turned turned)
      throws IOException {
    var details = new HashMap<>(turned.details());
    details.put("transaction", exchange.transaction().title());
    details.put("fault", turned.fault().summary());
    try {
      trail.refused(Action.REFUSED, progress.actor, null, List.of(), turned.code(), details);
      answer(response, progress, turned.fault());
    } catch (AuditUnavailable stopped) {
      answer(response, progress, unrecorded());
    }
  }

  private void answer(HttpServletResponse response, Progress progress, SoapFault fault)
      throws IOException {
    if (response.isCommitted()) {
      // The container has given the connection up, as it does when a request stops coming.
      return;
    }
    response.reset();
    release.fault(fault, progress.asked, response);
  }

  private static SoapFault unrecorded() {
    return SoapFault.receiver(
        "The audit trail cannot be written; nothing is disclosed without a record",
        "証跡を記録できないため、開示できません。");
  }

  private static SoapFault internal() {
    return SoapFault.receiver(
        "The platform could not process the request", "基盤側の障害により、処理できませんでした。");
  }
}
