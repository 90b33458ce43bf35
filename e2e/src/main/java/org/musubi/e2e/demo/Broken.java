package org.musubi.e2e.demo;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.musubi.e2e.demo.Options.Break;
import org.musubi.e2e.demo.Steps.Failed;
import org.musubi.e2e.demo.Steps.Found;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.walk.Entry;
import org.musubi.e2e.walk.Patient;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Identity;

/** The main job with one thing broken for real: it must be refused, and in the right words. */
final class Broken {
  private final Steps steps;
  private final Deployment deployment;
  private final Peer east;

  Broken(Steps steps, Deployment deployment) {
    this.steps = steps;
    this.deployment = deployment;
    this.east = Peer.east(deployment);
  }

  /**
   * Breaks it and checks the refusal.
   *
   * @return the code of the refusal
   * @throws Failed when the answer is another, or none
   */
  String play(Break broken) throws Failed {
    var job = new Job(steps, deployment, east);
    if (broken == Break.REGION || broken == Break.CONSENT || broken == Break.AUDIT) {
      new Decision(steps, deployment).demand();
    }
    return switch (broken) {
      case REGION -> {
        var match = job.discover();
        breaking("西地域を強制停止", "kills region west", () -> deployment.node("west").kill());
        yield refused(
            "ITI-38 停止した地域への照会",
            "the query names the region that does not answer",
            Refusal.error("XDSUnavailableCommunity"),
            () -> east.query(match));
      }
      case CONSENT -> {
        var entry = job.query(job.discover());
        var decision = new Decision(steps, deployment);
        decision.withdraw();
        try {
          // The same answer as for a document that does not exist: a no is not given away.
          yield retrieveRefused(entry, Refusal.error("XDSDocumentUniqueIdError"));
        } finally {
          decision.give();
        }
      }
      case CERTIFICATE -> {
        var own = Identity.load(deployment.layout().credentials("east"));
        var stranger =
            steps.step(
                "未知の証明書に差し替え",
                "takes a certificate that nobody signed",
                () -> new Found<>(Breakage.stranger(own), "--break"));
        yield refused(
            "ITI-55 未知の証明書による照会",
            "the connection is refused",
            Refusal.HANDSHAKE,
            () -> east.showing(stranger, deployment).discover(Patient.HANAKO));
      }
      case AUDIT -> {
        var entry = job.query(job.discover());
        breaking(
            "証跡ログを書込不能にする",
            "lets no file of the platform grow any more",
            () -> Breakage.fillDisk(deployment));
        yield retrieveRefused(entry, Refusal.fault(500, "Receiver"));
      }
      case ASSERTION ->
          refused(
              "ITI-55 期限切れの利用者証明による照会",
              "an assertion of an hour ago is refused",
              Refusal.fault(400, "Sender", "MessageExpired"),
              () -> east.at(Instant.now().minusSeconds(3600)).discover(Patient.HANAKO));
    };
  }

  private String retrieveRefused(Entry entry, Refusal refusal) throws Failed {
    return refused(
        "ITI-39 文書の取得は拒否", "the document is refused", refusal, () -> east.retrieve(List.of(entry)));
  }

  private String refused(String japanese, String english, Refusal refusal, Refusal.Request request)
      throws Failed {
    return steps.step(japanese, english, () -> refusal.of(request));
  }

  /** Something that breaks the deployment. */
  private interface Act {
    void perform() throws IOException;
  }

  private void breaking(String japanese, String english, Act act) throws Failed {
    steps.step(
        japanese,
        english,
        () -> {
          act.perform();
          return new Found<>(true, "--break");
        });
  }
}
