package org.musubi.e2e.walk;

import java.io.IOException;
import java.nio.file.Files;
import org.musubi.e2e.harness.Layout;

/**
 * A log-in of the demo, which the platform made up and wrote down: one a line, name, password and
 * whose it is, with tabs between.
 */
public record Login(String name, String password, String who) {
  /** The log-in of that name: doctor, desk, hanako, taro. */
  public static Login of(Layout layout, String name) throws IOException {
    try (var lines = Files.lines(layout.logins())) {
      return lines
          .map(line -> line.split("\t"))
          .filter(fields -> fields.length >= 3 && fields[0].equals(name))
          .map(fields -> new Login(fields[0], fields[1], fields[2]))
          .findFirst()
          .orElseThrow(() -> new IOException("no log-in " + name + " in " + layout.logins()));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
