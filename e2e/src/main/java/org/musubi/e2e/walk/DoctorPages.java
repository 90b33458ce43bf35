package org.musubi.e2e.walk;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.wire.Browser;

/** What a doctor does through the pages: signs in, finds a patient, lists documents, reads one. */
public final class DoctorPages {
  private final Browser browser;

  private DoctorPages(Browser browser) {
    this.browser = browser;
  }

  /** Signs in with a log-in of the demo. */
  public static DoctorPages signIn(Deployment deployment, Login login) throws IOException {
    return new DoctorPages(login.signIn(deployment));
  }

  /** What a community holds about the patient of that number, as its page lists it. */
  public Browser.Page documents(String number, Community community) throws IOException {
    var found =
        browser.submit(browser.open("/patients"), "value=\"identifier\"", Map.of("number", number));
    var record = browser.open(link(found, "/patients/[A-Za-z0-9_-]{16}"));
    var section =
        Pattern.compile(
                "<a href=\"([^\"]+)\" aria-label=\"" + Pattern.quote(community.title()) + " ")
            .matcher(record.text());
    if (!section.find()) {
      throw new IOException("the record does not name " + community.title());
    }
    return browser.open(section.group(1));
  }

  /** Opens the document of that title from the list. */
  public Browser.Page read(Browser.Page list, String title) throws IOException {
    var link =
        Pattern.compile("<a href=\"([^\"]+)\">" + Pattern.quote(title) + "</a>")
            .matcher(list.text());
    if (!link.find()) {
      throw new IOException("the list does not name " + title);
    }
    return browser.open(link.group(1));
  }

  private static String link(Browser.Page page, String pattern) throws IOException {
    var link = Pattern.compile(pattern).matcher(page.text());
    if (!link.find()) {
      throw new IOException("no link to " + pattern + " on " + page.path());
    }
    return link.group();
  }
}
