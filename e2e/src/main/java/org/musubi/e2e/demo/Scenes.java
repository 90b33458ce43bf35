package org.musubi.e2e.demo;

import java.util.List;
import org.musubi.e2e.demo.Steps.Failed;
import org.musubi.e2e.demo.Steps.Found;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.harness.LogVerifier;
import org.musubi.e2e.walk.Entry;
import org.musubi.e2e.walk.Peer;

/** What the demo plays when nothing is broken. */
final class Scenes {
  private final Steps steps;
  private final Deployment deployment;
  private final Peer east;

  Scenes(Steps steps, Deployment deployment) {
    this.steps = steps;
    this.deployment = deployment;
    this.east = Peer.east(deployment);
  }

  void play() throws Failed {
    var job = new Job(steps, deployment, east);
    new Decision(steps, deployment).demand();
    job.read();
    new Clinic(steps, deployment).storeAndReadBack();
    new Storage(steps, deployment).registered();
    refusalAfterWithdrawal(job);
    verifyLog();
  }

  /** By files and a key alone, while the platform goes on writing. */
  private void verifyLog() throws Failed {
    steps.step(
        "証跡ログの検証",
        "verifies the audit log of all this with the stand-alone verifier",
        () -> {
          var verdict = LogVerifier.verify(deployment.layout().platform().resolve("log"));
          if (!verdict.isWhole()) {
            throw new Failed(verdict.line());
          }
          return new Found<>(verdict, verdict.line());
        });
  }

  private void refusalAfterWithdrawal(Job job) throws Failed {
    Entry entry = job.query(job.discover());
    var decision = new Decision(steps, deployment);
    decision.withdraw();
    try {
      steps.step(
          "ITI-39 同意撤回後の取得は拒否",
          "the document is refused after the withdrawal",
          () -> Refusal.error("XDSDocumentUniqueIdError").of(() -> east.retrieve(List.of(entry))));
    } finally {
      decision.give();
    }
    job.retrieve(entry);
  }
}
