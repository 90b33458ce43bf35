package org.musubi.e2e.wire;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's browser, as far as forms and cookies go: no scripts, no style. */
public final class Browser {
  private static final Pattern FORM = Pattern.compile("(?is)<form\\b([^>]*)>(.*?)</form>");
  private static final Pattern INPUT = Pattern.compile("(?is)<input\\b([^>]*)>");

  private final Wire wire;
  private final Map<String, String> cookies = new LinkedHashMap<>();

  public Browser(Wire wire) {
    this.wire = wire;
  }

  /**
   * A page that was shown.
   *
   * @param path where it was shown, after redirects
   * @param reply the page
   */
  public record Page(String path, Reply reply) {
    public String text() {
      return reply.text();
    }
  }

  /** Opens a page, following redirects. */
  public Page open(String path) throws IOException {
    return follow(path, wire().get(path));
  }

  /**
   * Sends the first form of the page whose text contains the words, with its hidden and preset
   * fields and those given here.
   */
  public Page submit(Page page, String containing, Map<String, String> fields) throws IOException {
    var form = FORM.matcher(page.text());
    while (form.find()) {
      if (form.group().contains(containing)) {
        var values = new LinkedHashMap<String, String>();
        var input = INPUT.matcher(form.group(2));
        while (input.find()) {
          String name = attribute(input.group(1), "name");
          String type = attribute(input.group(1), "type");
          if (!name.isEmpty() && !type.equals("submit") && !type.equals("checkbox")) {
            values.put(name, attribute(input.group(1), "value"));
          }
        }
        values.putAll(fields);
        String action = attribute(form.group(1), "action");
        String path = resolve(page.path(), action.isEmpty() ? page.path() : action);
        return follow(path, wire().post(path, "application/x-www-form-urlencoded", encode(values)));
      }
    }
    throw new IOException("no form with \"" + containing + "\" on " + page.path());
  }

  private Page follow(String path, Reply reply) throws IOException {
    remember(reply);
    if (reply.status() >= 301 && reply.status() <= 303) {
      String next = resolve(path, reply.headers().getOrDefault("location", ""));
      return follow(next, wire().get(next));
    }
    return new Page(path, reply);
  }

  private void remember(Reply reply) {
    reply
        .headers()
        .getOrDefault("set-cookie", "")
        .lines()
        .map(line -> line.split(";", 2)[0].split("=", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> cookies.put(pair[0], pair[1]));
  }

  private Wire wire() {
    return cookies.isEmpty()
        ? wire
        : wire.with(
            "Cookie",
            cookies.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("; ")));
  }

  private static String resolve(String base, String target) {
    var uri = URI.create("https://localhost" + base).resolve(target);
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  private static String attribute(String tag, String name) {
    var found =
        Pattern.compile("(?is)(?:^|\\s)" + name + "\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')")
            .matcher(tag);
    if (!found.find()) {
      return "";
    }
    String value = found.group(1) != null ? found.group(1) : found.group(2);
    return value.replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&");
  }

  private static String encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(each ->
            URLEncoder.encode(each.getKey(), StandardCharsets.UTF_8)
                + "="
                + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
