package org.musubi.e2e.demo;

import java.io.IOException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.musubi.e2e.demo.Steps.Failed;
import org.musubi.e2e.demo.Steps.Found;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.walk.Entry;
import org.musubi.e2e.walk.Held;

/** What region east made of the SS-MIX2 storage that it watches. */
final class Storage {
  private static final Pattern TALLY =
      Pattern.compile(
          "SS-MIX2: (\\d+) registered, .*, (\\d+) deleted, (\\d+) deleting nothing,"
              + " (\\d+ misfiled.*)");
  private static final int TRIES = 600;

  private final Steps steps;
  private final Deployment deployment;

  Storage(Steps steps, Deployment deployment) {
    this.steps = steps;
    this.deployment = deployment;
  }

  /** Its registry lists what lies well, and neither what was deleted nor what lies wrongly. */
  void registered() throws Failed {
    steps.step(
        "東地域が SS-MIX2 標準化ストレージを登録",
        "region east has registered the SS-MIX2 storage that it watches",
        () -> {
          var tally = tally();
          listed("E-1001", "処方オーダ", 1);
          listed("E-1001", "検体検査結果通知", 1);
          listed("E-1002", "処方オーダ", 0);
          return new Found<>(
              tally.group(1),
              "登録 / registered: " + tally.group(1),
              "削除フラグ / deletion flags: "
                  + tally.group(2)
                  + "（対象なし / of nothing: "
                  + tally.group(3)
                  + "）",
              "配置誤り / misfiled: " + tally.group(4).replace(" misfiled", ""));
        });
  }

  private void listed(String patient, String title, int expected) throws IOException, Failed {
    long found =
        Held.about(deployment, Community.EAST, patient).stream()
            .map(Entry::title)
            .filter(title::equals)
            .count();
    if (found != expected) {
      throw new Failed(title + " " + patient + ": " + found + " instead of " + expected);
    }
  }

  private MatchResult tally() throws Failed {
    for (int i = 0; i < TRIES; i++) {
      var said = TALLY.matcher(deployment.node("east").said()).results().toList();
      if (!said.isEmpty()) {
        return said.getLast();
      }
      pause();
    }
    throw new Failed("region east says nothing of its storage");
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
