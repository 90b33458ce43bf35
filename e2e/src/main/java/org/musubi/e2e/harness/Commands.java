package org.musubi.e2e.harness;

import java.util.ArrayList;
import java.util.List;

/** How each process is started: the settings that a person would write into its configuration. */
record Commands(Layout layout, Ports ports, Program.Both programs) {
  List<String> platform(List<String> more) {
    var arguments =
        new ArrayList<>(
            List.of(
                "--musubi.data=" + layout.platform(),
                "--musubi.demo=true",
                "--server.port=" + ports.pages(),
                "--musubi.gateway.port=" + ports.ihe()));
    for (var community : Community.ALL) {
      arguments.add(
          "--musubi.demo.communities."
              + community.name()
              + "=https://localhost:"
              + community.port(ports));
    }
    arguments.addAll(more);
    return programs.platform().command(List.of(), arguments);
  }

  List<String> community(Community community) {
    var credentials = layout.credentials(community.name());
    return programs
        .services()
        .command(
            List.of(),
            List.of(
                "--musubi.records.data=" + layout.community(community.name()),
                "--musubi.records.home=" + community.home(),
                "--musubi.records.credentials=" + credentials,
                "--musubi.records.demo=" + community.name(),
                "--server.port=" + community.port(ports)));
  }
}
