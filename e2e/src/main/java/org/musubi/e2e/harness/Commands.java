package org.musubi.e2e.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How each process is started: the settings that a person would write into its configuration. */
record Commands(Layout layout, Ports ports, Program.Both programs, Deployment.Extras extras) {
  List<String> platform(List<String> more) {
    var arguments =
        new ArrayList<>(
            List.of(
                "--musubi.data=" + layout.platform(),
                "--musubi.demo=true",
                "--musubi.pages.port=" + ports.pages(),
                "--musubi.ihe.port=" + ports.ihe(),
                "--musubi.syslog.port=" + ports.syslog()));
    for (var community : Community.ALL) {
      arguments.add(
          "--musubi.demo.communities."
              + community.name()
              + "=https://localhost:"
              + ports.of(community));
    }
    arguments.addAll(extras.arguments());
    arguments.addAll(more);
    return programs.platform().command(extras.flagsOf("platform"), arguments);
  }

  List<String> community(Community community) {
    return programs
        .services()
        .command(
            extras.flagsOf(community.name()),
            List.of("--spring.config.additional-location=file:" + settingsOf(community)));
  }

  /**
   * Writes the configuration file of a community; the platform has made its credentials and trust.
   */
  void settle(Community community) {
    var own = layout.credentials(community.name());
    var settings = new TreeMap<String, Object>();
    settings.put("home", community.urn());
    settings.put("name", community.title());
    settings.put("assigner", community.assigner());
    settings.put("repository", community.repository());
    settings.put("port", ports.of(community));
    settings.put("data", layout.community(community.name()));
    settings.put("credentials", own);
    settings.put("gateway-certificates", own.resolve("gateway.pem"));
    settings.put("member-certificates", own.resolve("members.pem"));
    settings.put("issuers", own.resolve("issuers"));
    settings.put("documents[0]", "classpath:demo/" + community.name());
    for (var each :
        Map.of("query", "iti38", "retrieve", "iti39", "discovery", "iti55").entrySet()) {
      settings.put(
          "platform." + each.getKey(), "https://localhost:" + ports.ihe() + "/" + each.getValue());
    }
    if (community.equals(Community.WEST)) {
      int number = 1;
      for (var place : Published.into(layout.community(community.name()).resolve("published"))) {
        settings.put("documents[" + number++ + "]", place);
      }
    }
    if (community.equals(Community.EAST)) {
      int number = 0;
      for (var root : Storages.into(layout.community(community.name()).resolve("ssmix2"))) {
        settings.put("ss-mix2[" + number++ + "]", root);
      }
    }
    write(settingsOf(community), settings);
  }

  private Path settingsOf(Community community) {
    return layout.community(community.name()).resolve("records.yaml");
  }

  private static void write(Path file, Map<String, Object> settings) {
    var text = new StringBuilder();
    settings.forEach((key, value) ->
        text.append("musubi.records.")
            .append(key)
            .append(": '")
            .append(value.toString().replace("'", "''"))
            .append("'\n"));
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Trouble(
          "Nothing can be written to " + file + ": no space, or no permission.",
          file + " に書き込めません。空き容量と書き込み権限を確認してください。",
          e);
    }
  }
}
