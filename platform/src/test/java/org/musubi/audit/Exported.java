package org.musubi.audit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipInputStream;

/** What an export holds. */
final class Exported {
  private Exported() {}

  /** Waits until it is prepared, in whichever way that ends. */
  static TrailExports.Progress await(TrailExports exports, UUID export)
      throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      var progress = exports.progress(export).orElseThrow();
      if (progress.state() != TrailExports.State.RUNNING) {
        return progress;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the export is not prepared");
  }

  static Map<String, byte[]> files(TrailExports.Prepared prepared) throws IOException {
    var files = new LinkedHashMap<String, byte[]>();
    try (var in = prepared.open();
        var zip = new ZipInputStream(new ByteArrayInputStream(in.readAllBytes()))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }

  static void unpack(Map<String, byte[]> files, Path into) throws IOException {
    for (var file : files.entrySet()) {
      Files.createDirectories(into.resolve(file.getKey()).getParent());
      Files.write(into.resolve(file.getKey()), file.getValue());
    }
  }
}
