package org.musubi.forward;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.musubi.tlog.LogRefused;

/**
 * {@code Forward FILE}: follows an audit log's folder, read-only, and sends each entry on to where
 * the properties file says, at least once and in order. Runs until it is ended. Exit code 1: the
 * log was cut, changed or forged, with the first bad entry; nothing from there on is sent. 2: it
 * cannot begin, or a file failed, with the cause. Says what it does on the error stream, without
 * anything that stands in an entry.
 */
public final class Forward {
  private static final long LAST_MILLIS = 5_000;

  private Forward() {}

  /** Runs and exits. */
  public static void main(String[] arguments) {
    var working = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              working.interrupt();
              try {
                working.join(LAST_MILLIS);
              } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
              }
            }));
    int code = run(arguments, System.err);
    if (code != 0) {
      // Not System.exit, which would wait for the hook, which waits for this thread.
      Runtime.getRuntime().halt(code);
    }
  }

  /** Runs until its thread is interrupted (0) or it cannot go on. */
  static int run(String[] arguments, PrintStream err) {
    if (arguments.length != 1) {
      err.println("usage: forward FILE (docs/operations/audit-log.md, SIEM)");
      return 2;
    }
    Consumer<String> say = line -> err.println("forward: " + line);
    var open = new ArrayList<Destination>();
    try {
      var settings = Settings.read(Path.of(arguments[0]));
      try (var position = Position.take(settings.position())) {
        destinations(settings, say, open);
        Forwarding.begin(settings, position, open, say).follow(settings.pause());
        return 0;
      }
    } catch (CannotForward cause) {
      say.accept(cause.getMessage());
      return 2;
    } catch (LogRefused refused) {
      say.accept(
          "stops: first bad entry " + Math.max(0, refused.entry()) + ": " + refused.getMessage());
      return 1;
    } catch (InterruptedException ended) {
      say.accept("ends; what was not confirmed is sent again at the next start");
      return 0;
    } catch (IOException failed) {
      if (Thread.currentThread().isInterrupted()) {
        return 0;
      }
      say.accept("cannot go on: " + failed.getMessage());
      return 2;
    } catch (RuntimeException broken) {
      // Not 1, which accuses the log; and no message, which may be about an entry.
      say.accept("broke: " + broken.getClass().getName() + " at " + broken.getStackTrace()[0]);
      return 2;
    } finally {
      open.forEach(Destination::close);
    }
  }

  private static void destinations(Settings settings, Consumer<String> say, List<Destination> open)
      throws CannotForward {
    var syslog = settings.syslog();
    if (syslog != null) {
      try {
        open.add(new OverSyslog(syslog, Material.read(syslog), say));
      } catch (GeneralSecurityException unusable) {
        throw new CannotForward("the key or the trust cannot be used for TLS");
      }
    }
    var kafka = settings.kafka();
    if (!kafka.isEmpty()) {
      open.add(OverKafka.open(kafka, say));
    }
  }
}
