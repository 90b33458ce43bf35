package org.musubi.services.records.ssmix2;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An HL7 v2.5 message of SS-MIX2: ISO-2022-JP, segments ended by CR.
 *
 * <p>The charset is CP50221, the superset of ISO-2022-JP that hospital systems write: half-width
 * kana (ESC ( I) and NEC's rows are read, and 外字 of rows 85 to 94 are kept as private use
 * characters U+E000 and up. A cell that no table knows becomes 〓 (U+3013), as in print.
 *
 * @param segments each split at {@code |}
 */
record Hl7Message(List<List<String>> segments, String text) {
  private static final Charset CHARSET = Charset.forName("x-windows-50221");

  /** Reads a message; empty when it is not one, or is not complete yet. */
  static Optional<Hl7Message> read(byte[] bytes) {
    String text;
    try {
      text =
          CHARSET
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPLACE)
              .replaceWith("〓")
              .decode(ByteBuffer.wrap(bytes))
              .toString();
    } catch (CharacterCodingException notText) {
      return Optional.empty();
    }
    if (!text.startsWith("MSH|^~\\&|")) {
      return Optional.empty();
    }
    var segments =
        Arrays.stream(text.split("[\r\n]+"))
            .filter(line -> !line.isBlank())
            .map(line -> List.of(line.split("\\|", -1)))
            .toList();
    return Optional.of(new Hl7Message(segments, text));
  }

  /**
   * A field of the first segment of that name; empty string when there is none. MSH counts as HL7.
   */
  String field(String segment, int number) {
    int index = segment.equals("MSH") ? number - 1 : number;
    return segments.stream()
        .filter(fields -> fields.getFirst().equals(segment))
        .findFirst()
        .map(fields -> index < fields.size() ? fields.get(index) : "")
        .orElse("");
  }

  /** A component of the first repetition of a field. */
  String component(String segment, int field, int number) {
    String[] components = field(segment, field).split("~", -1)[0].split("\\^", -1);
    return number <= components.length ? components[number - 1] : "";
  }

  /** The message for people to read: one segment a line. */
  String readable() {
    return String.join("\n", text.split("[\r\n]+")) + "\n";
  }
}
