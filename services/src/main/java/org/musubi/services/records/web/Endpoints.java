package org.musubi.services.records.web;

import jakarta.servlet.ServletContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.musubi.ihe.documents.Spool;
import org.musubi.ihe.soap.Deadline;
import org.musubi.ihe.soap.SoapClient;
import org.musubi.ihe.xml.Limits;
import org.musubi.services.records.RecordsProperties;
import org.musubi.services.records.access.AccessLog;
import org.musubi.services.records.content.Documents;
import org.musubi.services.records.patients.Patients;
import org.musubi.services.records.registry.Registry;
import org.springframework.boot.web.servlet.ServletContextInitializer;

/**
 * The addresses of a community: {@code /xds/registry} (ITI-18, 42), {@code /xds/repository}
 * (ITI-41, 43), {@code /initiating/query}, {@code /initiating/retrieve}, {@code /initiating/xcpd}
 * for its members; {@code /xca/query} (ITI-38), {@code /xca/retrieve} (ITI-39), {@code /xcpd}
 * (ITI-55) for the platform.
 */
public final class Endpoints implements ServletContextInitializer {
  /** The same under the numbers of the transactions, as the platform's own addresses read. */
  private static final Map<String, List<String>> BY_NUMBER =
      Map.of(
          "/xds/registry",
          List.of("/iti18", "/iti42"),
          "/xds/repository",
          List.of("/iti41", "/iti43"),
          "/xca/query",
          List.of("/iti38"),
          "/xca/retrieve",
          List.of("/iti39"),
          "/xcpd",
          List.of("/iti55"));

  private final Map<String, SoapEndpoint> servlets;

  private Endpoints(Map<String, SoapEndpoint> servlets) {
    this.servlets = servlets;
  }

  /** Puts the endpoints together. */
  public static Endpoints of(
      RecordsProperties properties,
      Registry registry,
      Patients patients,
      Documents documents,
      Spool spool,
      AccessLog accesses,
      SoapClient client,
      Deadline life,
      InstantSource clock) {
    var limit = properties.limits();
    var withDocuments =
        Limits.forDocuments()
            .withDocuments(limit.documents())
            .withDocumentBytes(limit.documentBytes());
    var community = registry.community();
    var issuers = new Issuers(properties.issuers(), properties.acceptedAudiences(), clock);
    var holdings = new Holdings(registry, documents, spool, accesses);
    var answering = new Answering(registry, holdings, issuers);
    var submitting = new Submitting(registry, documents, issuers);
    var to = properties.platform();
    var platform =
        new Initiating.Platform(to.query(), to.retrieve(), to.discovery(), to.deadline());
    var members =
        new Members(
            community.home(),
            answering,
            new Initiating(community, client, spool, platform, withDocuments),
            issuers,
            clock);
    var discovering =
        new Discovering(community, patients, issuers, properties.insuredAssigner(), clock);
    var pace = new SoapEndpoint.Pace(limit.transfer(), limit.idle(), limit.minimumRate());
    var admitted = new Admission(properties.memberCertificates(), clock);
    var gateways = new Admission(properties.gatewayCertificates(), clock);
    var make = new Maker(spool, pace, life);
    var plain = Limits.forMetadata();
    return new Endpoints(
        Map.of(
            "/xds/registry",
            make.endpoint(
                admitted,
                plain,
                Map.of(Actions.ITI_18, members::query, Actions.ITI_42, submitting::register)),
            "/xds/repository",
            make.endpoint(
                admitted,
                withDocuments,
                Map.of(Actions.ITI_41, submitting::provide, Actions.ITI_43, members::retrieve)),
            "/initiating/query",
            make.endpoint(admitted, plain, Map.of(Actions.ITI_18, members::queryOthers)),
            "/initiating/retrieve",
            make.endpoint(admitted, plain, Map.of(Actions.ITI_43, members::retrieve)),
            "/initiating/xcpd",
            make.endpoint(admitted, plain, Map.of(Actions.ITI_55, members::discover)),
            "/xca/query",
            make.endpoint(gateways, plain, Map.of(Actions.ITI_38, answering::query)),
            "/xca/retrieve",
            make.endpoint(gateways, plain, Map.of(Actions.ITI_39, answering::retrieve)),
            "/xcpd",
            make.endpoint(gateways, plain, Map.of(Actions.ITI_55, discovering::discover))));
  }

  /** What all endpoints share. */
  private record Maker(Spool spool, SoapEndpoint.Pace pace, Deadline life) {
    SoapEndpoint endpoint(Admission who, Limits limits, Map<String, Operation> offers) {
      return new SoapEndpoint(who, offers, spool, limits, pace, life);
    }
  }

  @Override
  public void onStartup(ServletContext context) {
    servlets.forEach((path, servlet) -> {
      var registration = context.addServlet(path.substring(1), servlet);
      registration.addMapping(path);
      registration.addMapping(BY_NUMBER.getOrDefault(path, List.of()).toArray(String[]::new));
      registration.setLoadOnStartup(1);
    });
  }
}
