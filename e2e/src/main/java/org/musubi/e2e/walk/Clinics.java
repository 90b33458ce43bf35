package org.musubi.e2e.walk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.wire.Caller;
import org.musubi.e2e.wire.Identity;
import org.musubi.e2e.wire.Received;
import org.musubi.e2e.wire.Reply;
import org.musubi.e2e.wire.Retrieve;
import org.musubi.e2e.wire.Submission;
import org.musubi.e2e.wire.Transaction;
import org.musubi.e2e.wire.Wire;

/** A clinic that belongs to no region, at the shared 医療情報連携サービス. */
public final class Clinics {
  private static final AtomicLong LAST = new AtomicLong();

  private final Community community;
  private final String patient;
  private final Caller records;
  private final Issuer issuer;
  private final Issuer.Professional doctor;

  private Clinics(
      Community community,
      String patient,
      Caller records,
      Issuer issuer,
      Issuer.Professional doctor) {
    this.community = community;
    this.patient = patient;
    this.records = records;
    this.issuer = issuer;
    this.doctor = doctor;
  }

  /** The clinic of the demo. */
  public static Clinics of(Deployment deployment) {
    return of(deployment, Community.SHARED, "S-3001", "clinic", Issuer.Professional.CLINIC_DOCTOR);
  }

  /** A hospital of region west, at its own region. */
  public static Clinics west(Deployment deployment) {
    return of(
        deployment,
        Community.WEST,
        "W-2001",
        "west",
        new Issuer.Professional(
            "W-D-001", "西 二郎", Community.WEST.urn() + ".100", Community.WEST.title()));
  }

  private static Clinics of(
      Deployment deployment,
      Community community,
      String patient,
      String member,
      Issuer.Professional doctor) {
    Path credentials = deployment.layout().credentials(member);
    return new Clinics(
        community,
        patient + "^^^&" + community.assigner() + "&ISO",
        new Caller(new Wire(deployment.ports().of(community), Identity.load(credentials))),
        Issuer.load("urn:musubi:demo:" + member + "-idp", credentials),
        doctor);
  }

  /** Where it stores. */
  public Community community() {
    return community;
  }

  /** A note about 結城 花子 with identifiers that were never used before. */
  public Submission note(String text) {
    long number = LAST.updateAndGet(last -> Math.max(last + 1, System.currentTimeMillis() * 1000));
    String root = community.home() + ".9." + number;
    return Submission.text(
        root + ".1", root + ".2", community.home() + ".100", patient, "診療所からの記録", text);
  }

  /** ITI-41. */
  public Reply store(Submission submission) throws IOException {
    return submission.send(records, assertion(), Instant.now());
  }

  /** ITI-43: one document of that community. */
  public Received read(String uniqueId) throws IOException {
    var reply =
        records.callMtom(
            Transaction.ITI_43,
            assertion(),
            Retrieve.one("", community.repository(), uniqueId).body());
    var documents = Received.in(reply);
    if (documents.size() != 1) {
      throw new IOException("not to be had: " + uniqueId + " " + reply.soap().errorCodes());
    }
    return documents.getFirst();
  }

  private String assertion() {
    return issuer.sign(issuer.about(doctor, Instant.now()).meantFor(community.urn()));
  }
}
