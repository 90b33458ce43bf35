package org.musubi.e2e.demo;

import java.io.IOException;
import org.musubi.e2e.demo.Steps.Failed;
import org.musubi.e2e.demo.Steps.Found;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.walk.Login;
import org.musubi.e2e.walk.PatientPages;

/** What the patient decides about region west, on her own pages. */
final class Decision {
  private final Steps steps;
  private final Deployment deployment;

  Decision(Steps steps, Deployment deployment) {
    this.steps = steps;
    this.deployment = deployment;
  }

  /**
   * The job needs her consent. Where she took it back before, on the page or because an earlier run
   * was cut off, it is given again in her name, and that is said.
   */
  void demand() throws Failed {
    steps.step(
        "患者の同意を確認",
        "looks whether the patient lets region west disclose",
        () -> {
          var patient = patient();
          if (patient.permits(Community.WEST)) {
            return new Found<>(true, "同意あり / she does");
          }
          patient.give(Community.WEST);
          return new Found<>(
              true,
              "撤回されていたため、実演のために画面で同意しました / she did not; for the demo she says yes on the page");
        });
  }

  void withdraw() throws Failed {
    steps.step(
        "患者が画面で同意を撤回",
        "the patient withdraws her consent on the page",
        () -> {
          patient().withdraw(Community.WEST);
          return new Found<>(true, "結城 花子 → " + Community.WEST.title());
        });
  }

  void give() throws Failed {
    steps.step(
        "患者が画面で再び同意",
        "the patient gives her consent again",
        () -> {
          patient().give(Community.WEST);
          return new Found<>(true);
        });
  }

  private PatientPages patient() throws IOException {
    return PatientPages.signIn(deployment, Login.of(deployment.layout(), "hanako"));
  }
}
