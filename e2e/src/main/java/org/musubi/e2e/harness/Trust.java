package org.musubi.e2e.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whom a community lets in, as files: the platform's certificate, those of its own members, and the
 * certificates of the issuers whose assertions it believes. Copied anew at each start.
 */
record Trust(Layout layout, Community community) {
  Path gateway() {
    return folder().resolve("gateway.pem");
  }

  Path members() {
    return folder().resolve("members.pem");
  }

  Path issuers() {
    return folder().resolve("issuers");
  }

  void write() {
    try {
      Files.createDirectories(issuers());
      join(gateway(), List.of("platform"), "cert.pem");
      join(members(), community.members(), "cert.pem");
      believe("urn:musubi:platform", "platform");
      for (var member : community.members()) {
        believe("urn:musubi:demo:" + member + "-idp", member);
      }
    } catch (IOException e) {
      throw new Trouble(
          "The certificates of " + community.name() + " cannot be written: " + e.getMessage(),
          community.name() + " の証明書を書き込めません。",
          e);
    }
  }

  private void believe(String entityId, String member) throws IOException {
    Path certificate = layout.credentials(member).resolve("signing-cert.pem");
    if (Files.exists(certificate)) {
      replace(issuers().resolve(entityId + ".pem"), Files.readString(certificate));
    }
  }

  private void join(Path target, List<String> names, String file) throws IOException {
    var text = new StringBuilder();
    for (var name : names) {
      text.append(Files.readString(layout.credentials(name).resolve(file)));
    }
    replace(target, text.toString());
  }

  private static void replace(Path target, String text) throws IOException {
    Path fresh = target.resolveSibling(target.getFileName() + ".new");
    Files.writeString(fresh, text, StandardCharsets.US_ASCII);
    Files.move(fresh, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private Path folder() {
    return layout.community(community.name()).resolve("trust");
  }
}
