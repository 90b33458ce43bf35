package org.musubi.e2e.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.harness.Ports;
import org.musubi.e2e.harness.Trouble;
import org.musubi.e2e.walk.Audited;
import org.musubi.e2e.walk.Clinics;
import org.musubi.e2e.walk.Entry;
import org.musubi.e2e.walk.Login;
import org.musubi.e2e.walk.Match;
import org.musubi.e2e.walk.Patient;
import org.musubi.e2e.walk.PatientPages;
import org.musubi.e2e.walk.Peer;

/**
 * Kills a process at seeded moments of the walk and compares, after the restart, what is there with
 * what was acknowledged. {@code ./musubi bench kill} does all hundred.
 */
public final class KillWalk {
  /** As many as the requirement says. */
  public static final int ALL = 100;

  private static final int LATEST = 1_500;

  private final Deployment deployment;
  private final Random random;
  private final Ledger ledger = new Ledger();

  /** A walk on a deployment that runs. */
  public KillWalk(Deployment deployment, long seed) {
    this.deployment = deployment;
    this.random = new Random(seed);
  }

  /**
   * How a moment went.
   *
   * @param victim who was killed
   * @param afterMillis how long after the bustle began
   * @param documents acknowledged so far
   * @param reads releases acknowledged in this round
   * @param losses what is missing; empty = nothing
   */
  public record Moment(
      String victim, int afterMillis, int documents, int reads, List<String> losses) {}

  /** One moment: bustle, knife, restart, comparison. */
  public Moment once() throws IOException {
    var referral = referral();
    long before = lastPosition();
    int readsBefore = ledger.reads();
    var victim = Victim.values()[random.nextInt(Victim.values().length)];
    int after = 100 + random.nextInt(LATEST);
    var bustle = new Bustle(deployment, ledger, referral);
    bustle.begin();
    pause(after);
    victim.kill(deployment);
    pause(200);
    bustle.end();
    victim.revive(deployment);
    int reads = ledger.reads() - readsBefore;
    return new Moment(
        victim.name(), after, ledger.documents().size(), reads, losses(before, reads));
  }

  private List<String> losses(long before, int reads) throws IOException {
    var losses = new ArrayList<String>();
    var clinic = Clinics.of(deployment);
    for (var document : ledger.documents()) {
      try {
        String found = clinic.read(document.uniqueId()).sha256();
        if (!found.equals(document.sha256())) {
          losses.add("document " + document.uniqueId() + " is another now");
        }
      } catch (IOException e) {
        losses.add("document " + document.uniqueId() + ": " + e.getMessage());
      }
    }
    var patient = patient();
    boolean shown = patient.permits(Community.SHARED);
    if (ledger.contradicts(shown)) {
      losses.add("consent: acknowledged " + ledger.given() + ", shown " + shown);
    }
    ledger.settle(shown);
    long recorded = Audited.releasesAfter(patient, Entry.REFERRAL, before, reads);
    if (recorded < reads) {
      losses.add("audit: " + reads + " releases acknowledged, " + recorded + " recorded");
    }
    return losses;
  }

  private Entry referral() throws IOException {
    var east = Peer.east(deployment);
    var west =
        Match.in(east.discover(Patient.HANAKO).soap()).stream()
            .filter(each -> each.home().equals(Community.WEST.urn()))
            .findFirst()
            .orElseThrow(() -> new IOException("region west does not know the patient"));
    return Entry.in(east.query(west).soap()).stream()
        .filter(each -> each.uniqueId().equals(Entry.REFERRAL))
        .findFirst()
        .orElseThrow(() -> new IOException("region west does not show the referral"));
  }

  private long lastPosition() throws IOException {
    return Audited.lastPosition(patient());
  }

  private PatientPages patient() throws IOException {
    return PatientPages.signIn(deployment, Login.of(deployment.layout(), "hanako"));
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Arguments: {@code --all}, or how many moments; {@code --seed N}. */
  public static void main(String[] arguments) throws IOException {
    int moments = ALL;
    long seed = 20261121;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--all" -> moments = ALL;
        case "--moments" -> moments = Integer.parseInt(arguments[++i]);
        case "--seed" -> seed = Long.parseLong(arguments[++i]);
        default -> throw new IllegalArgumentException(arguments[i]);
      }
    }
    System.exit(walk(moments, seed));
  }

  private static int walk(int moments, long seed) throws IOException {
    Path data = Files.createTempDirectory("musubi-kill");
    int lost = 0;
    try (var deployment = new Deployment(data, Ports.free())) {
      deployment.start();
      var walk = new KillWalk(deployment, seed);
      for (int i = 1; i <= moments; i++) {
        var moment = walk.once();
        lost += moment.losses().size();
        System.out.printf(
            "%3d  %-18s after %4d ms  %d documents, %d reads in this round: %s%n",
            i,
            moment.victim(),
            moment.afterMillis(),
            moment.documents(),
            moment.reads(),
            moment.losses().isEmpty() ? "nothing lost" : moment.losses());
      }
      System.out.printf(
          "%s: %d moments (seed %d), %d documents, %d reads, %d statements acknowledged, %d lost%n",
          Instant.now(),
          moments,
          seed,
          walk.ledger.documents().size(),
          walk.ledger.reads(),
          walk.ledger.consents(),
          lost);
    } catch (Trouble trouble) {
      System.err.println(trouble.words());
      return 1;
    }
    return lost == 0 ? 0 : 1;
  }
}
