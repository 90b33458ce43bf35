package org.musubi.e2e;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.musubi.e2e.harness.Deployment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The audit trail of a running platform, read off the tiles of its log. */
final class Trail {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int WIDTH = 256;
  private static final int TRIES = 100;

  private final Path log;

  private Trail(Path log) {
    this.log = log;
  }

  static Trail of(Deployment deployment) {
    return new Trail(deployment.layout().platform().resolve("log"));
  }

  /** How many entries there are. */
  long size() throws IOException {
    return Long.parseLong(Files.readAllLines(log.resolve("checkpoint")).get(1));
  }

  /** The refusals from that size on; waited for until there is one. */
  List<JsonNode> refusals(long from) throws Exception {
    List<JsonNode> found = List.of();
    for (int i = 0; i < TRIES && found.isEmpty(); i++) {
      Thread.sleep(i == 0 ? 0 : 100);
      found =
          entries(from).stream()
              .filter(entry -> entry.path("action").asString("").equals("REFUSED"))
              .toList();
    }
    return found;
  }

  private List<JsonNode> entries(long from) throws IOException {
    try {
      long size = size();
      var entries = new ArrayList<JsonNode>();
      for (long bundle = from / WIDTH; bundle * WIDTH < size; bundle++) {
        var leaves = leaves(bundle, (int) Math.min(WIDTH, size - bundle * WIDTH));
        for (int i = (int) Math.max(0, from - bundle * WIDTH); i < leaves.size(); i++) {
          entries.add(leaves.get(i));
        }
      }
      return entries;
    } catch (NoSuchFileException superseded) {
      // A partial tile goes once a fuller one is there.
      return entries(from);
    }
  }

  private List<JsonNode> leaves(long bundle, int width) throws IOException {
    Path file = log.resolve("tile/entries/%03d%s".formatted(bundle, part(width)));
    var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    var leaves = new ArrayList<JsonNode>();
    while (bytes.hasRemaining()) {
      byte[] leaf = new byte[Short.toUnsignedInt(bytes.getShort())];
      bytes.get(leaf);
      leaves.add(JSON.readTree(leaf));
    }
    return leaves;
  }

  private static String part(int width) {
    return width == WIDTH ? "" : ".p/" + width;
  }
}
