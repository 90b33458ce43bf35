package org.musubi.e2e.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The stand-alone verifier of the audit log as a process of its own: it has files and a public key,
 * and neither server nor database.
 */
public final class LogVerifier {
  private LogVerifier() {}

  /**
   * What it said.
   *
   * @param code 0 = whole, 1 = not, 2 = it could not tell
   * @param line its words
   */
  public record Verdict(int code, String line) {
    public boolean isWhole() {
      return code == 0;
    }
  }

  /** Verifies the log in a folder. */
  public static Verdict verify(Path log) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                Program.root().resolve("tlog/target/classes").toString(),
                "org.musubi.tlog.Verify",
                log.toString())
            .redirectErrorStream(true)
            .start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("the verifier does not end");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return new Verdict(process.exitValue(), said);
  }
}
