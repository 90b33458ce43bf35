package org.musubi.e2e.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The SS-MIX2 標準化ストレージ that a region watches: a small one of our own making with fictitious
 * patients, and the published sample of a real system where it is at hand ({@link SharedData}). Of
 * our own, one file carries the deletion flag and one lies in the wrong folder.
 */
final class Storages {
  private static final Charset JIS = Charset.forName("ISO-2022-JP");
  // Long ago, so that no file looks as if it were still being written.
  private static final FileTime WRITTEN = FileTime.from(Instant.parse("2026-10-04T00:00:00Z"));

  private Storages() {}

  /** Copies our own into the folder and names every root there is. */
  static List<Path> into(Path folder) {
    try {
      for (var name : text("files").lines().toList()) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
          Files.createDirectories(file.getParent());
          Files.write(file, text(name).replace("\n", "\r").getBytes(JIS));
          Files.setLastModifiedTime(file, WRITTEN);
        }
      }
    } catch (IOException e) {
      throw new Trouble(
          "The SS-MIX2 storage cannot be written into " + folder + ".",
          "SS-MIX2 標準化ストレージを " + folder + " に配置できません。空き容量と権限を確認してください。",
          e);
    }
    var roots = new ArrayList<Path>();
    roots.add(folder);
    SharedData.at("ssmix2/sampleData").ifPresent(roots::add);
    return List.copyOf(roots);
  }

  private static String text(String name) throws IOException {
    try (InputStream in = Storages.class.getResourceAsStream("/ssmix2/" + name)) {
      if (in == null) {
        throw new IOException("not packaged: ssmix2/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
