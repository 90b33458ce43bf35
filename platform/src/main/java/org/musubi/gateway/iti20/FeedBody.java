package org.musubi.gateway.iti20;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the body of a feed: JSON in UTF-8, in which no name comes twice, since two readers could
 * take it for two different things. Of a Bundle the resources are cut out byte by byte as they
 * came.
 */
final class FeedBody {
  private static final int MOST_ENTRIES = 1000;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private FeedBody() {}

  /** One AuditEvent. */
  static Posted one(byte[] body) {
    return tree(body) instanceof ObjectNode event
        ? Posted.event(body, event)
        : Posted.refused(noJson());
  }

  /** The entries of a batch, or why it is none. */
  sealed interface Batch {
    /** Each entry, in its order. */
    record Entries(List<Posted> posted) implements Batch {}

    /** It is none. */
    record Refused(Problem problem) implements Batch {}
  }

  static Batch batch(byte[] body) {
    var bundle = tree(body);
    if (!(bundle instanceof ObjectNode)) {
      return new Batch.Refused(noJson());
    }
    if (!bundle.path("resourceType").asString("").equals("Bundle")
        || !bundle.path("type").asString("").equals("batch")) {
      return new Batch.Refused(
          new Problem(
              "structure", "type が batch の Bundle ではありません。1件は /iti20/AuditEvent に送信してください。"));
    }
    var entries = bundle.path("entry");
    if (!entries.isArray() || entries.isEmpty()) {
      return new Batch.Refused(new Problem("required", "entry がありません。"));
    }
    if (entries.size() > MOST_ENTRIES) {
      return new Batch.Refused(new Problem("too-costly", "1回に送信できるのは " + MOST_ENTRIES + " 件までです。"));
    }
    for (var entry : entries) {
      if (!entry.isObject()) {
        return new Batch.Refused(new Problem("structure", "entry の構造が正しくありません。"));
      }
    }
    return entries(entries, resources(new String(body, StandardCharsets.UTF_8)));
  }

  private static Batch entries(JsonNode entries, List<@Nullable String> resources) {
    var posted = new ArrayList<Posted>();
    for (int i = 0; i < entries.size(); i++) {
      var entry = entries.get(i);
      var request = entry.path("request");
      var text = resources.get(i);
      if (!request.path("method").asString("").equals("POST")
          || !request.path("url").asString("").equals("AuditEvent")) {
        posted.add(
            Posted.refused(
                new Problem("not-supported", "entry.request には POST と AuditEvent を指定してください。")));
      } else if (text == null || !(entry.path("resource") instanceof ObjectNode event)) {
        posted.add(Posted.refused(new Problem("required", "entry.resource がありません。")));
      } else {
        posted.add(Posted.event(text.getBytes(StandardCharsets.UTF_8), event));
      }
    }
    return new Batch.Entries(posted);
  }

  /** The text of each entry's resource, exactly as it was written. */
  private static List<@Nullable String> resources(String text) {
    var found = new ArrayList<@Nullable String>();
    try (var parser = JSON.createParser(text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean entries = parser.currentName().equals("entry");
        parser.nextToken();
        if (!entries) {
          parser.skipChildren();
          continue;
        }
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          String resource = null;
          while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean wanted = parser.currentName().equals("resource");
            parser.nextToken();
            int from = (int) parser.currentTokenLocation().getCharOffset();
            parser.skipChildren();
            int to = (int) parser.currentLocation().getCharOffset();
            resource = wanted ? text.substring(from, to) : resource;
          }
          found.add(resource);
        }
      }
    }
    return found;
  }

  private static @Nullable JsonNode tree(byte[] body) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return JSON.readTree(text);
    } catch (CharacterCodingException | JacksonException none) {
      return null;
    }
  }

  private static Problem noJson() {
    return new Problem("structure", "本文が UTF-8 の JSON として読み取れません。");
  }
}
