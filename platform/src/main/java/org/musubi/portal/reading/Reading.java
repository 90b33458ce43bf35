package org.musubi.portal.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A document made readable.
 *
 * @param blocks in the order of the document
 * @param omitted what the document holds and the blocks do not show, in words for the reader; empty
 *     when nothing was left out
 */
public record Reading(List<Block> blocks, List<String> omitted) {
  /** Longer documents are not shown in place. */
  public static final long LONGEST = 4L << 20;

  public Reading {
    blocks = List.copyOf(blocks);
    omitted = List.copyOf(omitted);
  }

  /** Whether documents of this kind can be shown in place. */
  public static boolean reads(String mimeType) {
    return switch (base(mimeType)) {
      case "text/xml",
          "application/xml",
          "application/hl7-cda+xml",
          "application/fhir+json",
          "application/json",
          "text/plain",
          "x-application/hl7-v2+er7" ->
          true;
      default -> false;
    };
  }

  /**
   * Reads a whole document of at most {@link #LONGEST} bytes.
   *
   * @throws Unreadable when it is not what its type says
   */
  public static Reading of(String mimeType, InputStream content) throws IOException, Unreadable {
    byte[] bytes = content.readNBytes((int) LONGEST + 1);
    if (bytes.length > LONGEST) {
      throw new Unreadable("文書が大きいため、この画面には表示できません。");
    }
    return switch (base(mimeType)) {
      case "text/xml", "application/xml", "application/hl7-cda+xml" -> Cda.read(bytes);
      case "application/fhir+json", "application/json" -> FhirDocument.read(bytes);
      default -> new Reading(List.of(new Block.Text(text(bytes))), List.of());
    };
  }

  /**
   * UTF-8, else the encodings in which Japanese systems still write: ISO-2022-JP (it has escapes),
   * Shift_JIS.
   */
  private static String text(byte[] bytes) throws Unreadable {
    boolean escapes = false;
    for (int i = 0; i + 1 < bytes.length && !escapes; i++) {
      escapes = bytes[i] == 0x1B && (bytes[i + 1] == '$' || bytes[i + 1] == '(');
    }
    var candidates =
        escapes
            ? List.of(Charset.forName("ISO-2022-JP"))
            : List.of(StandardCharsets.UTF_8, Charset.forName("windows-31j"));
    for (var charset : candidates) {
      try {
        return charset
            .newDecoder()
            .decode(ByteBuffer.wrap(bytes))
            .toString()
            .replace("\r\n", "\n")
            .replace('\r', '\n');
      } catch (CharacterCodingException e) {
        // Not this one.
      }
    }
    throw new Unreadable("文字コードを判別できないため、この画面には表示できません。");
  }

  private static String base(String mimeType) {
    return mimeType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** A document that cannot be shown in place; the message is for the reader. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String japanese) {
      super(japanese);
    }
  }
}
