package org.musubi.e2e.walk;

import java.io.IOException;
import java.nio.file.Files;
import org.musubi.e2e.harness.Layout;

/**
 * A log-in of the demo, which the platform made up and wrote down: one a line, role, name and
 * password with tabs between.
 */
public record Login(String role, String name, String password) {
  /** The first log-in of a role. */
  public static Login of(Layout layout, String role) throws IOException {
    try (var lines = Files.lines(layout.logins())) {
      return lines
          .map(line -> line.split("\t"))
          .filter(fields -> fields.length >= 3 && fields[0].equals(role))
          .map(fields -> new Login(fields[0], fields[1], fields[2]))
          .findFirst()
          .orElseThrow(() -> new IOException("no log-in of a " + role + " in " + layout.logins()));
    }
  }

  @Override
  public String toString() {
    return role + " " + name;
  }
}
