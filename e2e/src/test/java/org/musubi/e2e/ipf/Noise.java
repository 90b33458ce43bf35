package org.musubi.e2e.ipf;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The libraries' loggers, turned down to what is wrong. */
final class Noise {
  // Kept here: java.util.logging forgets the level of a logger that nobody holds.
  private static final List<Logger> LOGGERS =
      List.of(
          Logger.getLogger("org.openehealth.ipf"),
          Logger.getLogger("org.apache"),
          Logger.getLogger("ca.uhn.hl7v2"));

  private Noise() {}

  static void lower() {
    LOGGERS.forEach(each -> each.setLevel(Level.SEVERE));
  }
}
