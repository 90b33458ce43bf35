package org.musubi.e2e.demo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.musubi.e2e.demo.Options.Break;
import org.musubi.e2e.demo.Steps.Failed;
import org.musubi.e2e.demo.Steps.Found;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.walk.Entry;
import org.musubi.e2e.walk.Login;
import org.musubi.e2e.walk.Match;
import org.musubi.e2e.walk.PatientPages;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Identity;

/** What the demo plays, whole or with one thing broken. */
final class Scenes {
  private final Steps steps;
  private final Deployment deployment;

  Scenes(Steps steps, Deployment deployment) {
    this.steps = steps;
    this.deployment = deployment;
  }

  void play(Optional<Break> broken) throws Failed {
    if (broken.isPresent()) {
      playBroken(broken.get());
      return;
    }
    var job = new Job(steps, deployment, Peer.east(deployment));
    job.read();
    new Clinic(steps, deployment).storeAndReadBack();
    refusalAfterWithdrawal(job);
  }

  private void playBroken(Break broken) throws Failed {
    var east = Peer.east(deployment);
    var job = new Job(steps, deployment, east);
    switch (broken) {
      case REGION -> {
        var match = job.discover();
        breaking("西地域を強制停止", "kills region west", () -> deployment.node("west").kill());
        job.query(match);
      }
      case CONSENT -> {
        var entry = job.query(job.discover());
        withdraw();
        try {
          job.retrieve(entry);
        } finally {
          give();
        }
      }
      case CERTIFICATE -> {
        var own = Identity.load(deployment.layout().credentials("east"));
        var stranger =
            steps.step(
                "未知の証明書に差し替え",
                "takes a certificate that nobody signed",
                () -> new Found<>(Breakage.stranger(own), "--break"));
        new Job(steps, deployment, east.showing(stranger, deployment)).discover();
      }
      case AUDIT -> {
        var entry = job.query(job.discover());
        breaking(
            "証跡ログを書込不能にする",
            "lets no file of the platform grow any more",
            () -> Breakage.fillDisk(deployment));
        job.retrieve(entry);
      }
      case ASSERTION -> {
        breaking("期限切れの利用者証明に差し替え", "uses an assertion of an hour ago", () -> {});
        new Job(steps, deployment, east.at(Instant.now().minusSeconds(3600))).discover();
      }
    }
    throw new Failed("the breakage had no effect / 障害を起こしても処理が成功しました");
  }

  private void refusalAfterWithdrawal(Job job) throws Failed {
    Match match = job.discover();
    Entry entry = job.query(match);
    withdraw();
    try {
      steps.step(
          "ITI-39 同意撤回後の取得は拒否",
          "the document is refused after the withdrawal",
          () -> {
            var soap = Job.whole(Peer.east(deployment).retrieve(List.of(entry))).soap();
            if (!soap.status().equals("Failure") || !soap.all("DocumentResponse").isEmpty()) {
              throw new Failed("status " + soap.status() + " although consent was withdrawn");
            }
            return new Found<>(soap.status(), soap.status() + " " + soap.errorCodes());
          });
    } finally {
      give();
    }
    job.retrieve(entry);
  }

  private void withdraw() throws Failed {
    steps.step(
        "患者が画面で同意を撤回",
        "the patient withdraws her consent on the page",
        () -> {
          patient().withdraw(Community.WEST);
          return new Found<>(true, "結城 花子 → " + Community.WEST.title());
        });
  }

  private void give() throws Failed {
    steps.step(
        "患者が画面で再び同意",
        "the patient gives her consent again",
        () -> {
          patient().give(Community.WEST);
          return new Found<>(true);
        });
  }

  private PatientPages patient() throws java.io.IOException {
    return PatientPages.signIn(deployment, Login.of(deployment.layout(), "hanako"));
  }

  /** Something that breaks the deployment. */
  private interface Act {
    void perform() throws java.io.IOException;
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
