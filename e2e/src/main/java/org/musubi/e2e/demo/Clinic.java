package org.musubi.e2e.demo;

import java.time.Instant;
import org.musubi.e2e.demo.Steps.Failed;
import org.musubi.e2e.demo.Steps.Found;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.walk.Clinics;

/** A clinic that belongs to no region stores into the shared service and reads back. */
final class Clinic {
  private final Steps steps;
  private final Deployment deployment;

  Clinic(Steps steps, Deployment deployment) {
    this.steps = steps;
    this.deployment = deployment;
  }

  void storeAndReadBack() throws Failed {
    var clinic = Clinics.of(deployment);
    var submission = clinic.note("診療情報提供書の控え（" + Instant.now() + "）。経過は良好です。");
    steps.step(
        "ITI-41 無所属の診療所が共有サービスへ登録",
        "a clinic of no region stores a document in the shared service",
        () -> {
          Job.succeeded(clinic.store(submission));
          return new Found<>(true, "uniqueId " + submission.uniqueId());
        });
    steps.step(
        "ITI-43 自身の証明書で読み戻し",
        "and reads it back with its own certificate",
        () -> {
          var document = clinic.read(submission.uniqueId());
          if (!java.util.Arrays.equals(document.content(), submission.content())) {
            throw new Failed("what came back differs from what was stored");
          }
          return new Found<>(true, "SHA-256 " + document.sha256());
        });
  }
}
