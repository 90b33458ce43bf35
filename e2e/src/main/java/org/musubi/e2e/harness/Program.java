package org.musubi.e2e.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An application as the launcher laid it out: {@code app.jar}, its libraries, {@code java.args}
 * with the JVM's flags and the AOT cache.
 */
public record Program(Path layout) {
  /** The two applications that make a deployment. */
  public record Both(Program platform, Program services) {}

  /** Where the checkout is: system property {@code musubi.root}, else the working directory. */
  public static Path root() {
    return Path.of(System.getProperty("musubi.root", ".")).toAbsolutePath().normalize();
  }

  /**
   * The layouts that the launcher named by {@code musubi.platform} and {@code musubi.services};
   * asks it ({@code ./musubi prepare}) when it did not start this program.
   */
  public static Both both() {
    String platform = System.getProperty("musubi.platform");
    String services = System.getProperty("musubi.services");
    if (platform != null && services != null) {
      return new Both(new Program(Path.of(platform)), new Program(Path.of(services)));
    }
    var lines = prepare();
    if (lines.size() != 2) {
      throw new Trouble(
          "./musubi prepare did not say where the applications lie.",
          "./musubi prepare がアプリケーションの場所を返しませんでした。");
    }
    return new Both(new Program(Path.of(lines.get(0))), new Program(Path.of(lines.get(1))));
  }

  /** The command that starts it, with further JVM flags and the application's own arguments. */
  List<String> command(List<String> flags, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + layout.resolve("java.args"));
    command.addAll(flags);
    command.add("-jar");
    command.add(layout.resolve("app.jar").toString());
    command.addAll(arguments);
    return command;
  }

  private static List<String> prepare() {
    try {
      Path said = Files.createTempFile("musubi-prepare", ".txt");
      var builder =
          new ProcessBuilder("sh", root().resolve("musubi").toString(), "prepare")
              .redirectOutput(said.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      // Whoever did not come through the launcher is a test: not worth a training run.
      builder.environment().put("MUSUBI_AOT", "off");
      var process = builder.start();
      boolean ended = process.waitFor(5, TimeUnit.MINUTES);
      var lines = Files.readAllLines(said, StandardCharsets.UTF_8);
      Files.delete(said);
      return ended && process.exitValue() == 0 ? lines : List.of();
    } catch (IOException e) {
      throw new Trouble("./musubi prepare cannot be run.", "./musubi prepare を実行できません。", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
