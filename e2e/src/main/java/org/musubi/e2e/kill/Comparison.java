package org.musubi.e2e.kill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.walk.Audited;
import org.musubi.e2e.walk.Clinics;
import org.musubi.e2e.walk.Entry;
import org.musubi.e2e.walk.Login;
import org.musubi.e2e.walk.PatientPages;

/** Holds what a deployment shows after a restart against what was acknowledged before. */
final class Comparison {
  /** Until then a started or restarting process may refuse; what it answers counts. */
  private static final long PATIENCE = 60_000_000_000L;

  private final Deployment deployment;
  private final Clinics shared;
  private final Clinics west;

  Comparison(Deployment deployment) {
    this.deployment = deployment;
    this.shared = Clinics.of(deployment);
    this.west = Clinics.west(deployment);
  }

  /** The documents that are not there any more, or are others now. */
  List<String> documents(List<Ledger.Stored> acknowledged) {
    var losses = new ArrayList<String>();
    for (var document : acknowledged) {
      try {
        String found =
            patiently(() -> clinic(document.community()).read(document.uniqueId()).sha256());
        if (!found.equals(document.sha256())) {
          losses.add("document " + document.uniqueId() + " is another now");
        }
      } catch (IOException e) {
        losses.add("document " + document.uniqueId() + ": " + e.getMessage());
      }
    }
    return losses;
  }

  /** Whether the patient's page says yes to the shared service. */
  boolean consent() throws IOException {
    return patiently(() -> patient().permits(Community.SHARED));
  }

  /** The highest position of the log that the patient's page shows. */
  long lastPosition() throws IOException {
    return patiently(() -> Audited.lastPosition(patient()));
  }

  /** Releases and statements beyond a position that are missing on the patient's page. */
  List<String> records(long before, Ledger.Count acknowledged) throws IOException {
    var losses = new ArrayList<String>();
    long released =
        patiently(
            () -> Audited.releasesAfter(patient(), Entry.REFERRAL, before, acknowledged.reads()));
    if (released < acknowledged.reads()) {
      losses.add(
          "audit: " + acknowledged.reads() + " releases acknowledged, " + released + " recorded");
    }
    long said = patiently(() -> Audited.statementsAfter(patient(), before));
    if (said < acknowledged.statements()) {
      losses.add(
          "audit: "
              + acknowledged.statements()
              + " statements acknowledged, "
              + said
              + " recorded");
    }
    return losses;
  }

  private Clinics clinic(Community community) {
    return community.equals(Community.WEST) ? west : shared;
  }

  private PatientPages patient() throws IOException {
    return PatientPages.signIn(deployment, Login.of(deployment.layout(), "hanako"));
  }

  /** Asks. */
  interface Question<T> {
    T ask() throws IOException;
  }

  /** Asks again while the process that was hit, or another that waits for it, refuses. */
  static <T> T patiently(Question<T> question) throws IOException {
    long until = System.nanoTime() + PATIENCE;
    while (true) {
      try {
        return question.ask();
      } catch (IOException | IllegalStateException e) {
        if (System.nanoTime() - until > 0) {
          throw new IOException(e.getMessage(), e);
        }
        pause(200);
      }
    }
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
