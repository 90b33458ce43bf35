package org.musubi.e2e.kill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.harness.LogVerifier;
import org.musubi.e2e.harness.Trouble;
import org.musubi.e2e.walk.Entry;
import org.musubi.e2e.walk.Match;
import org.musubi.e2e.walk.Patient;
import org.musubi.e2e.walk.Peer;

/**
 * Kills a process at seeded moments of the walk and compares, after the restart, what is there with
 * what was acknowledged. {@code ./musubi bench kill} does all hundred.
 */
public final class KillWalk {
  /** As many as the requirement says. */
  public static final int ALL = 100;

  private static final int MOST_ACTS = 24;
  private static final int LATEST = 120;
  private static final long PATIENCE = 120_000_000_000L;
  private static final int EARLIER = 20;

  private final Deployment deployment;
  private final Random random;
  private final Comparison comparison;
  private final Ledger ledger = new Ledger();

  /** A walk on a deployment that runs. */
  public KillWalk(Deployment deployment, long seed) {
    this.deployment = deployment;
    this.random = new Random(seed);
    this.comparison = new Comparison(deployment);
  }

  /**
   * How a moment went.
   *
   * @param victim who was killed
   * @param documents stored and acknowledged in this round
   * @param reads releases acknowledged in this round
   * @param statements of consent acknowledged in this round
   * @param after acts acknowledged although the victim was dead
   * @param losses what is missing; empty = nothing
   */
  public record Moment(
      Victim victim, int documents, int reads, int statements, int after, List<String> losses) {}

  /** One moment with a victim by lot. */
  public Moment once() throws IOException {
    return once(Victim.values()[random.nextInt(Victim.values().length)]);
  }

  /**
   * One moment: bustle, knife, restart, comparison. The knife waits until a document, a release and
   * a statement are acknowledged and then for a seeded number of acts and milliseconds more.
   */
  public Moment once(Victim victim) throws IOException {
    var referral = Comparison.patiently(this::referral);
    long before = comparison.lastPosition();
    var begun = ledger.count();
    int known = begun.documents();
    int acts = random.nextInt(MOST_ACTS);
    int millis = random.nextInt(LATEST);
    var bustle = new Bustle(deployment, ledger, referral);
    bustle.begin();
    Ledger.Count killed;
    try {
      awaitActs(begun, acts);
      Comparison.pause(millis);
      victim.kill(deployment);
      killed = ledger.count();
      Comparison.pause(400);
    } finally {
      bustle.end();
    }
    victim.revive(deployment);
    var acknowledged = ledger.count().since(begun);
    var losses = new ArrayList<>(comparison.documents(toCheck(known)));
    boolean shown = comparison.consent();
    if (ledger.contradicts(shown)) {
      losses.add("consent: acknowledged " + ledger.given() + ", shown " + shown);
    }
    ledger.settle(shown);
    losses.addAll(comparison.records(before, ledger.reads(begun), ledger.statements(begun)));
    return new Moment(
        victim,
        acknowledged.documents(),
        acknowledged.reads(),
        acknowledged.statements(),
        ledger.count().since(killed).all(),
        losses);
  }

  /**
   * Of all rounds together: the documents, releases and statements that are missing. Then
   * everything is stopped, and the log is held against its own signature.
   */
  public List<String> atLast() throws IOException {
    var losses = new ArrayList<>(comparison.documents(ledger.documents()));
    var none = Ledger.Count.NONE;
    losses.addAll(comparison.records(-1, ledger.reads(none), ledger.statements(none)));
    deployment.close();
    var verdict = LogVerifier.verify(deployment.layout().platform().resolve("log"));
    if (!verdict.isWhole()) {
      losses.add("log: " + verdict.line());
    }
    return losses;
  }

  /** What was acknowledged in all rounds, in words. */
  public String sum() {
    var count = ledger.count();
    return "%d documents, %d reads, %d statements acknowledged"
        .formatted(count.documents(), count.reads(), count.statements());
  }

  /** This round's documents and a seeded handful of earlier ones. */
  private List<Ledger.Stored> toCheck(int known) {
    var all = ledger.documents();
    var chosen = new ArrayList<>(all.subList(known, all.size()));
    for (int i = 0; i < EARLIER && known > 0; i++) {
      chosen.add(all.get(random.nextInt(known)));
    }
    return chosen;
  }

  private void awaitActs(Ledger.Count begun, int more) {
    long until = System.nanoTime() + PATIENCE;
    while (ledger.count().since(begun).least() == 0) {
      demandTime(until);
    }
    int enough = ledger.count().all() + more;
    while (ledger.count().all() < enough) {
      demandTime(until);
    }
  }

  private static void demandTime(long until) {
    if (System.nanoTime() - until > 0) {
      throw new Trouble("Nothing happens before the kill.", "強制終了の前に処理が進みません。");
    }
    Comparison.pause(5);
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
}
