package org.musubi.e2e.walk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.wire.Browser;

/** What a patient does through the pages: signs in, says yes, says no. */
public final class PatientPages {
  private static final Pattern CONFIRMED =
      Pattern.compile("(?s)role=\"status\".{0,200}受付番号：([0-9a-f-]{36})");

  private static final Pattern NEXT = Pattern.compile("[?&;]before=(\\d+)");

  private final Browser browser;

  private PatientPages(Browser browser) {
    this.browser = browser;
  }

  /** Signs in with a log-in of the demo. */
  public static PatientPages signIn(Deployment deployment, Login login) throws IOException {
    return new PatientPages(login.signIn(deployment));
  }

  /** Says no to one community; the number of the act that the page confirms. */
  public String withdraw(Community community) throws IOException {
    return say(community, "WITHDRAWAL");
  }

  /** Says yes to one community; the number of the act that the page confirms. */
  public String give(Community community) throws IOException {
    return say(community, "CONSENT");
  }

  /** Whether the page says that a community's records may be disclosed. */
  public boolean permits(Community community) throws IOException {
    var page = browser.open("/me/consents");
    var row =
        Pattern.compile(
                "(?s)<tr>(?:(?!</tr>).)*value=\"" + Pattern.quote(community.urn()) + "\".*?</tr>")
            .matcher(page.text());
    if (!row.find()) {
      throw new IOException("the consent page does not name " + community.urn());
    }
    return row.group().contains("WITHDRAWAL");
  }

  private String say(Community community, String what) throws IOException {
    var page = browser.open("/me/consents");
    var answer = browser.submit(page, "value=\"" + community.urn() + "\"", Map.of("say", what));
    var number = CONFIRMED.matcher(answer.text());
    if (answer.reply().status() != 200 || !number.find()) {
      throw new IOException("the consent page answered " + answer.reply());
    }
    return number.group(1);
  }

  /** Who looked: the newest rows of the history, as the page has them. */
  public List<String> history() throws IOException {
    return rows(historyPage("/me/history"));
  }

  /** The rows of all pages of the history down to a position of the log, newest first. */
  public List<String> historyAfter(long position) throws IOException {
    var all = new ArrayList<String>();
    String path = "/me/history";
    while (true) {
      var page = historyPage(path);
      all.addAll(rows(page));
      var next = NEXT.matcher(page);
      if (!next.find() || Long.parseLong(next.group(1)) <= position) {
        return all;
      }
      path = "/me/history?before=" + next.group(1);
    }
  }

  private String historyPage(String path) throws IOException {
    var page = browser.open(path);
    if (page.reply().status() != 200 || !page.path().startsWith("/me/history")) {
      throw new IOException("the history answered " + page.reply());
    }
    return page.text();
  }

  private static List<String> rows(String page) {
    var rows = new ArrayList<String>();
    var row = Pattern.compile("(?s)<tr>(.*?)</tr>").matcher(page);
    while (row.find()) {
      rows.add(row.group(1));
    }
    return rows;
  }
}
