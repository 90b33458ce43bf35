package org.musubi.e2e.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.harness.Ports;
import org.musubi.e2e.harness.Program;

/**
 * One deployment and one browser for every test of the pages. Beside the three regions two more are
 * joined: {@code x01} takes connections and never answers, {@code x02} takes none.
 */
final class Browsing {
  private static final Browsing ONLY = new Browsing();

  private final Deployment deployment;
  private final Browser browser;
  private final Map<String, String> passwords = new HashMap<>();
  private final ConcurrentLinkedQueue<Socket> silent = new ConcurrentLinkedQueue<>();

  private Browsing() {
    try {
      var loopback = InetAddress.getLoopbackAddress();
      var door = new ServerSocket(0, 64, loopback);
      int closed;
      try (var gone = new ServerSocket(0, 1, loopback)) {
        closed = gone.getLocalPort();
      }
      Thread.ofPlatform().daemon().name("silent-community").start(() -> keepSilent(door));
      deployment =
          new Deployment(
              Files.createTempDirectory("musubi-pages"),
              Ports.free(),
              Program.both(),
              new Deployment.Extras(
                  Map.of(),
                  List.of(
                      "--musubi.demo.communities.x01=https://localhost:" + door.getLocalPort(),
                      "--musubi.demo.communities.x02=https://localhost:" + closed,
                      // Their failures are wanted every time.
                      "--musubi.gateway.breaker-failures=1000")));
      Runtime.getRuntime().addShutdownHook(new Thread(deployment::close, "deployment-end"));
      deployment.start();
      for (var line : Files.readAllLines(deployment.layout().logins())) {
        var parts = line.split("\t", -1);
        passwords.put(parts[0], parts[1]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(
                        Path.of(System.getProperty("musubi.chromium", "/usr/bin/chromium")))
                    .setArgs(
                        List.of(
                            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                            "--disable-background-networking", "--disable-component-update",
                            "--disable-sync")));
  }

  private void keepSilent(ServerSocket door) {
    while (true) {
      try {
        silent.add(door.accept());
      } catch (IOException e) {
        return;
      }
    }
  }

  static Deployment deployment() {
    return ONLY.deployment;
  }

  static String password(String login) {
    return ONLY.passwords.getOrDefault(login, "");
  }

  static Visitor visitor() {
    return visitor(true, 1);
  }

  static Visitor visitor(boolean script, double zoom) {
    return new Visitor(ONLY.browser, ONLY.deployment.ports().pages(), script, zoom);
  }

  /** Somebody who has signed in. */
  static Visitor visitor(String login) {
    return visitor().signIn(login, password(login));
  }
}
