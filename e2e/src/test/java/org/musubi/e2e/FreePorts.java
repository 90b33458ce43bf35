package org.musubi.e2e;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import org.musubi.e2e.harness.Ports;
import org.musubi.e2e.harness.Trouble;

/** A base for {@code --port-base} from which all ports can be had at this moment. */
final class FreePorts {
  private static final int TRIES = 100;

  private FreePorts() {}

  static int base() throws IOException {
    for (int i = 0; i < TRIES; i++) {
      // Below the range from which the system takes ports for outgoing connections.
      int base = ThreadLocalRandom.current().nextInt(10_000, 30_000);
      try {
        Ports.from(base).demandFree();
        return base;
      } catch (Trouble taken) {
        continue;
      }
    }
    throw new IOException("no free ports");
  }
}
