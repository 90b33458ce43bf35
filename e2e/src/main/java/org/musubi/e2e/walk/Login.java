package org.musubi.e2e.walk;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.harness.Layout;
import org.musubi.e2e.wire.Browser;
import org.musubi.e2e.wire.Identity;
import org.musubi.e2e.wire.Wire;

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

  /**
   * A browser in which this person is signed in.
   *
   * @throws SignInRefused when the sign-in page is shown again
   */
  Browser signIn(Deployment deployment) throws IOException {
    var trust = Identity.load(deployment.layout().credentials("east")).anonymous();
    var browser = new Browser(new Wire(deployment.ports().pages(), trust));
    var answer =
        browser.submit(
            browser.open("/sign-in"), "password", Map.of("login", name, "password", password));
    if (answer.path().startsWith("/sign-in") && answer.reply().status() == 200) {
      throw new SignInRefused(name);
    }
    if (answer.reply().status() != 200) {
      throw new IOException("sign-in of " + name + " was refused: " + answer.reply());
    }
    return browser;
  }

  @Override
  public String toString() {
    return name;
  }
}
