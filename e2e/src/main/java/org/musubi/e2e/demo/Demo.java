package org.musubi.e2e.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.musubi.e2e.demo.Steps.Failed;
import org.musubi.e2e.demo.Steps.Found;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.harness.Ports;
import org.musubi.e2e.harness.Trouble;

/**
 * {@code ./musubi demo}: starts everything on this machine and does the main job once. Exit code 0
 * only when every step succeeded; 3 when something was broken on purpose and the platform refused
 * as it must; 1 when anything else happened.
 */
public final class Demo {
  private static final int REFUSED = 3;

  private final Options options;
  private final PrintStream out;

  private Demo(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  public static void main(String[] arguments) {
    var out =
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
    int code;
    try {
      code = new Demo(Options.parse(arguments), out).run();
    } catch (Trouble trouble) {
      trouble.words().lines().forEach(line -> System.err.println("musubi: " + line));
      code = 1;
    }
    System.exit(code);
  }

  private int run() {
    var ports = Ports.from(options.portBase());
    var deployment = new Deployment(options.data(), ports);
    if (options.renew()) {
      new Export(deployment, options.exportOrFail()).write();
      return 0;
    }
    var steps = new Steps(out);
    var stopping = new CountDownLatch(1);
    var stop =
        new Thread(
            () -> {
              stopping.countDown();
              steps.silence();
              deployment.close();
            },
            "demo-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      start(steps, deployment);
      var broken = options.toBreak();
      if (broken.isPresent()) {
        String code = new Broken(steps, deployment).play(broken.get());
        out.println();
        out.println(" 想定どおり拒否されました / refused as it must be: " + code);
        return REFUSED;
      }
      play(steps, deployment);
    } catch (Failed failed) {
      if (!steps.isSilent()) {
        tell(failed);
      }
      return 1;
    }
    export(deployment);
    if (!options.once()) {
      invite(deployment);
      return watch(deployment, stopping);
    }
    return steps.failures() == 0 ? 0 : 1;
  }

  /** A job that failed ends nothing but {@code --once}: on the pages a person may set it right. */
  private void play(Steps steps, Deployment deployment) throws Failed {
    try {
      new Scenes(steps, deployment).play();
    } catch (Failed failed) {
      if (options.once() || steps.isSilent()) {
        throw failed;
      }
      tell(failed);
      out.println(" 画面はこのまま利用できます / the pages stay up.");
    }
  }

  private void tell(Failed failed) {
    out.println();
    out.println(" 失敗しました / failed: " + Words.of(failed).lines().findFirst().orElse(""));
  }

  private void start(Steps steps, Deployment deployment) throws Failed {
    steps.step(
        "基盤と三つのコミュニティを起動",
        "starts the platform and three communities, each with its own database",
        () -> {
          try (var lines = StartLines.to(out)) {
            deployment.start(lines);
          }
          return new Found<>(deployment, "データ / data: " + deployment.layout().data());
        });
  }

  private void export(Deployment deployment) {
    var folder = options.export();
    if (folder != null) {
      var export = new Export(deployment, folder);
      export.write();
      out.println(" → 外部接続用一式 / for a foreign peer: " + folder.toAbsolutePath() + "/README.md");
      if (!options.once()) {
        export.keepFresh();
      }
    }
  }

  private void invite(Deployment deployment) {
    out.println();
    out.println(" 画面 / pages: https://localhost:" + deployment.ports().pages() + "/");
    out.println(
        "   (認証局の証明書 / its CA: " + deployment.layout().credentials("east").resolve("ca.pem") + ")");
    try {
      Files.readAllLines(deployment.layout().logins()).forEach(line -> out.println("   " + line));
    } catch (IOException e) {
      out.println("   log-ins: " + deployment.layout().logins());
    }
    out.println(" 終了は Ctrl-C / Ctrl-C ends it.");
  }

  /** Until Ctrl-C, which reaches every process at once, or until one of them is lost. */
  private int watch(Deployment deployment, CountDownLatch stopping) {
    var lost = deployment.awaitLoss();
    try {
      if (stopping.await(1, TimeUnit.SECONDS)) {
        return 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    out.println();
    out.println(
        " " + lost.name() + " が予期せず終了したため、すべて停止します / ended unexpectedly; everything is stopped.");
    out.println(" ログ / its log: " + lost.log());
    return 1;
  }
}
