package org.musubi.e2e.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.musubi.e2e.demo.Steps.Failed;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.harness.Ports;
import org.musubi.e2e.harness.Program;
import org.musubi.e2e.harness.Trouble;
import org.musubi.e2e.walk.Peer;

/**
 * The run that the launcher makes for the AOT caches: a whole deployment does the main job a few
 * times, then ends, and each JVM that was told to writes what it learnt. Arguments: a work folder,
 * then {@code platform}, {@code services} or both.
 */
public final class Training {
  private static final int ROUNDS = 4;

  private Training() {}

  public static void main(String[] arguments) throws IOException {
    Path work = Path.of(arguments[0]);
    var wanted = List.of(arguments).subList(1, arguments.length);
    Map<String, List<String>> flags = new HashMap<>();
    if (wanted.contains("platform")) {
      flags.put("platform", output(work, "platform"));
    }
    if (wanted.contains("services")) {
      flags.put("west", output(work, "services"));
    }
    var deployment =
        new Deployment(
            work.resolve("data"),
            Ports.free(),
            Program.both(),
            new Deployment.Extras(flags, List.of()));
    try (deployment) {
      deployment.start();
      rehearse(deployment);
    } catch (Trouble trouble) {
      // What was started has learnt its own start; the next start of a person says what is wrong.
      System.err.println(trouble.words());
    }
    for (var name : wanted) {
      if (!Files.exists(work.resolve(name + ".aot"))) {
        System.exit(1);
      }
    }
  }

  private static void rehearse(Deployment deployment) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    var job = new Job(new Steps(nowhere), deployment, Peer.east(deployment));
    try {
      for (int i = 0; i < ROUNDS; i++) {
        job.read();
      }
    } catch (Failed failed) {
      System.err.println("the rehearsal stopped: " + failed.getMessage());
    }
  }

  private static List<String> output(Path work, String name) {
    return List.of("-XX:AOTCacheOutput=" + work.resolve(name + ".aot"));
  }
}
