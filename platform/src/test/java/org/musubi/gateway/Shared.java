package org.musubi.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.documents.Spool;

/** One hub with short limits for all tests that can share it; each takes communities of its own. */
final class Shared {
  static final Hub HUB = hub();
  static final Spool SPOOL = spool();
  private static final AtomicInteger NUMBER = new AtomicInteger(100);

  private Shared() {}

  static HomeCommunityId newHome() {
    return Exchanges.home(NUMBER.incrementAndGet());
  }

  static String newNumber() {
    return "P" + NUMBER.incrementAndGet();
  }

  static Instant now() {
    return Clock.systemUTC().instant();
  }

  private static Hub hub() {
    try {
      return Hub.open(
          Files.createTempDirectory("musubi-gateway"),
          "deadline=1500ms",
          "idle=3s",
          "retrieve-deadline=180s",
          "answer=256KB",
          "minimum-rate=1KB");
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static Spool spool() {
    try {
      return Spool.open(Files.createTempDirectory("musubi-communities"), 1L << 32, 64L << 20);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
