package org.musubi.e2e.kill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.walk.Clinics;
import org.musubi.e2e.walk.Entry;
import org.musubi.e2e.walk.Login;
import org.musubi.e2e.walk.Looked;
import org.musubi.e2e.walk.PatientPages;

/** Holds what a deployment shows after a restart against what was acknowledged before. */
final class Comparison {
  /** Until then a started or restarting process may refuse; what it answers counts. */
  private static final long PATIENCE = 60_000_000_000L;

  private static final int TRIES = 50;

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
    return patiently(
        () -> Looked.all(patient()).stream().mapToLong(Looked::position).max().orElse(-1));
  }

  /**
   * Acknowledged releases and statements that the patient's page does not show. The index behind
   * the page follows the log by moments, so it is read again for a while.
   *
   * @param before the position after which they all lie
   */
  List<String> records(long before, List<Ledger.Read> reads, List<String> statements)
      throws IOException {
    var patient = patiently(this::patient);
    List<String> missing = List.of();
    for (int i = 0; i < TRIES; i++) {
      var shown = patiently(() -> Looked.after(patient, before));
      missing = missing(reads, statements, shown);
      if (missing.isEmpty()) {
        return missing;
      }
      pause(100);
    }
    return missing;
  }

  /** Each by its own id: a row of something else, such as a doubt, stands for nothing. */
  static List<String> missing(
      List<Ledger.Read> reads, List<String> statements, List<Looked> shown) {
    var released = new HashSet<Ledger.Read>();
    var said = new HashSet<String>();
    for (var row : shown) {
      var sha256 = row.released().get(Entry.REFERRAL);
      if (sha256 != null) {
        released.add(new Ledger.Read(row.assertion(), sha256));
      }
      if (row.statement()) {
        said.add(row.act());
      }
    }
    var losses = new ArrayList<String>();
    reads.stream()
        .filter(read -> !released.contains(read))
        .forEach(read -> losses.add("audit: no record of the release to " + read.assertion()));
    statements.stream()
        .filter(act -> !said.contains(act))
        .forEach(act -> losses.add("audit: no record of the statement " + act));
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
