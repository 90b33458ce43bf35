package org.musubi.forward;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One run of {@link Forward} in a thread of this process. */
final class Running implements AutoCloseable {
  private static final long LONG = 40;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final CompletableFuture<Integer> code = new CompletableFuture<>();
  private final Thread thread;

  Running(Path settings) {
    var err = new PrintStream(said, true, StandardCharsets.UTF_8);
    thread =
        Thread.ofPlatform()
            .start(() -> code.complete(Forward.run(new String[] {settings.toString()}, err)));
  }

  /** Settings for a syslog receiver; further lines behind. */
  static Path settings(Path folder, Path log, int port, String... further) throws Exception {
    var file = folder.resolve("forward.properties");
    Files.writeString(
        file,
        """
        log=%s
        log.key=key.pub
        position=state/position
        pause.millis=20
        syslog.host=127.0.0.1
        syslog.port=%d
        syslog.trust=trust.pem
        syslog.keystore=own.p12
        syslog.keystore.password.file=password
        syslog.patience.seconds=1
        """
                .formatted(log, port)
            + String.join("\n", further));
    return file;
  }

  String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  int ended() throws Exception {
    return code.get(LONG, TimeUnit.SECONDS);
  }

  static void until(BooleanSupplier done) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(LONG).toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not come");
      }
      Thread.sleep(10);
    }
  }

  @Override
  public void close() throws Exception {
    thread.interrupt();
    thread.join();
  }
}
