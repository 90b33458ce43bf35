package org.musubi.e2e.pages;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.musubi.e2e.harness.Program;

/** One person at one browser. */
final class Visitor implements AutoCloseable {
  private static final Path PICTURES = Program.root().resolve("e2e/target/pages");

  private final BrowserContext context;
  private final Page page;
  private final String address;
  private final List<String> foreign = new ArrayList<>();

  Visitor(Browser browser, int port, boolean script, double zoom) {
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setIgnoreHTTPSErrors(true)
                .setJavaScriptEnabled(script)
                .setLocale("ja-JP")
                .setViewportSize((int) (1280 / zoom), (int) (900 / zoom))
                .setDeviceScaleFactor(zoom));
    page = context.newPage();
    address = "https://localhost:" + port;
    page.onRequest(
        request -> {
          if (!request.url().startsWith(address) && !request.url().startsWith("data:")) {
            foreign.add(request.url());
          }
        });
  }

  Page page() {
    return page;
  }

  /** Addresses elsewhere that the pages made the browser ask. */
  List<String> foreign() {
    return foreign;
  }

  Visitor open(String path) {
    page.navigate(address + path);
    return this;
  }

  Visitor signIn(String login, String password) {
    open("/");
    page.getByLabel("利用者ID").fill(login);
    page.getByLabel("パスワード").fill(password);
    press("サインイン");
    page.waitForURL(address + "/");
    return this;
  }

  Visitor press(String name) {
    page.getByRole(
            com.microsoft.playwright.options.AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName(name).setExact(true))
        .first()
        .click();
    return this;
  }

  Visitor follow(String name) {
    page.getByRole(
            com.microsoft.playwright.options.AriaRole.LINK,
            new Page.GetByRoleOptions().setName(name))
        .first()
        .click();
    return this;
  }

  String text() {
    return page.locator("main").innerText();
  }

  /** Keeps a picture of the page for people to look at. */
  Visitor picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
    return this;
  }

  /** What axe finds on the page, WCAG 2.2 A and AA. */
  List<String> barriers() {
    return new AxeBuilder(page)
        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
        .analyze()
        .getViolations()
        .stream()
        .map(rule -> rule.getId() + ": " + rule.getNodes().getFirst().getHtml())
        .toList();
  }

  @Override
  public void close() {
    context.close();
  }
}
