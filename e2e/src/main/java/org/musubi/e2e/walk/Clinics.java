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

  private final Caller shared;
  private final Issuer issuer;

  private Clinics(Caller shared, Issuer issuer) {
    this.shared = shared;
    this.issuer = issuer;
  }

  /** The clinic of the demo. */
  public static Clinics of(Deployment deployment) {
    Path credentials = deployment.layout().credentials("clinic");
    return new Clinics(
        new Caller(new Wire(deployment.ports().shared(), Identity.load(credentials))),
        Issuer.load("urn:musubi:demo:clinic-idp", credentials));
  }

  /** A note about 結城 花子 with identifiers that were never used before. */
  public Submission note(String text) {
    long number = LAST.updateAndGet(last -> Math.max(last + 1, System.currentTimeMillis() * 1000));
    String root = Community.SHARED.home() + ".9." + number;
    return Submission.text(
        root + ".1",
        root + ".2",
        Community.SHARED.home() + ".100",
        "S-3001^^^&" + Community.SHARED.assigner() + "&ISO",
        "診療所からの記録",
        text);
  }

  /** ITI-41. */
  public Reply store(Submission submission) throws IOException {
    return submission.send(shared, assertion(), Instant.now());
  }

  /** ITI-43: one document of the shared service. */
  public Received read(String uniqueId) throws IOException {
    var reply =
        shared.callMtom(
            Transaction.ITI_43,
            assertion(),
            Retrieve.one("", Community.SHARED.repository(), uniqueId).body());
    var documents = Received.in(reply);
    if (documents.size() != 1) {
      throw new IOException("not to be had: " + uniqueId + " " + reply.soap().errorCodes());
    }
    return documents.getFirst();
  }

  private String assertion() {
    return issuer.sign(
        issuer
            .about(Issuer.Professional.CLINIC_DOCTOR, Instant.now())
            .meantFor(Community.SHARED.urn()));
  }
}
