package org.musubi.e2e.walk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.wire.Caller;
import org.musubi.e2e.wire.Discovery;
import org.musubi.e2e.wire.Identity;
import org.musubi.e2e.wire.Query;
import org.musubi.e2e.wire.Reply;
import org.musubi.e2e.wire.Retrieve;
import org.musubi.e2e.wire.Transaction;
import org.musubi.e2e.wire.Wire;

/**
 * A member's initiating gateway as the platform sees it: its certificate on the line, its people's
 * assertions in the messages.
 */
public final class Peer {
  private final Caller platform;
  private final Issuer issuer;
  private final Issuer.Professional who;
  private final String home;
  private final InstantSource clock;

  /** A peer with everything named. */
  public Peer(
      Caller platform, Issuer issuer, Issuer.Professional who, String home, InstantSource clock) {
    this.platform = platform;
    this.issuer = issuer;
    this.who = who;
    this.home = home;
    this.clock = clock;
  }

  /** The gateway of region east with a doctor of 東中央病院. */
  public static Peer east(Deployment deployment) {
    return of(
        deployment,
        "east",
        "urn:musubi:demo:east-idp",
        Issuer.Professional.EAST_DOCTOR,
        Community.EAST.home());
  }

  /** The clinic that belongs to no region. */
  public static Peer clinic(Deployment deployment) {
    return of(
        deployment,
        "clinic",
        "urn:musubi:demo:clinic-idp",
        Issuer.Professional.CLINIC_DOCTOR,
        Community.SHARED.home());
  }

  private static Peer of(
      Deployment deployment, String member, String entityId, Issuer.Professional who, String home) {
    Path credentials = deployment.layout().credentials(member);
    return new Peer(
        new Caller(new Wire(deployment.ports().ihe(), Identity.load(credentials))),
        Issuer.load(entityId, credentials),
        who,
        home,
        InstantSource.system());
  }

  public Issuer issuer() {
    return issuer;
  }

  public Issuer.Professional who() {
    return who;
  }

  public Caller platform() {
    return platform;
  }

  /** The same peer at another moment, as its own clock has it. */
  public Peer at(Instant moment) {
    return new Peer(platform, issuer, who, home, () -> moment);
  }

  /** The same peer with another certificate on the line. */
  public Peer showing(Identity identity, Deployment deployment) {
    return new Peer(
        new Caller(new Wire(deployment.ports().ihe(), identity)), issuer, who, home, clock);
  }

  /** A fresh signed assertion. */
  public String assertion() {
    return issuer.vouch(who, clock.instant());
  }

  /** ITI-55: which communities know this patient, and as whom. */
  public Reply discover(Patient patient) throws IOException {
    return platform.call(Transaction.ITI_55, assertion(), discovery(patient, clock.instant()));
  }

  /** The body of the request for a patient. */
  public String discovery(Patient patient, Instant now) {
    return new Discovery(
            home,
            Community.PLATFORM,
            patient.assigner(),
            patient.identifier(),
            patient.family(),
            patient.given(),
            patient.birth(),
            patient.gender())
        .body(now);
  }

  /** ITI-38: which documents a community holds about its patient. */
  public Reply query(Match match) throws IOException {
    return query(Query.findDocuments(match.home(), match.cx()));
  }

  /** ITI-38 with any stored query. */
  public Reply query(Query query) throws IOException {
    return platform.call(Transaction.ITI_38, assertion(), query.body());
  }

  /** ITI-39: the documents. */
  public Reply retrieve(List<Entry> entries) throws IOException {
    return retrieve(
        new Retrieve(
            entries.stream()
                .map(each -> new Retrieve.Wanted(each.home(), each.repository(), each.uniqueId()))
                .toList()));
  }

  /** ITI-39: one document, with that signed assertion. */
  public Reply retrieve(Entry entry, String assertion) throws IOException {
    var wanted = new Retrieve.Wanted(entry.home(), entry.repository(), entry.uniqueId());
    return platform.callMtom(Transaction.ITI_39, assertion, new Retrieve(List.of(wanted)).body());
  }

  /** ITI-39 with any request. */
  public Reply retrieve(Retrieve retrieve) throws IOException {
    return platform.callMtom(Transaction.ITI_39, assertion(), retrieve.body());
  }
}
