package org.musubi.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An answer to ITI-39 as MTOM, with whatever its documents do to it. */
final class ScriptedDelivery {
  private static final int ENDLESS = 512;

  private final String request;
  private final List<ScriptedDocument> documents = new ArrayList<>();

  ScriptedDelivery(String request) {
    this.request = request;
    var wanted = ScriptedText.WANTED.matcher(request);
    while (wanted.find()) {
      documents.add(ScriptedDocument.of(wanted.group(1).strip()));
    }
  }

  /** Whether the connection can serve another request. */
  boolean to(OutputStream out) throws IOException {
    head(out);
    chunk(out, part("root", "application/xop+xml; charset=UTF-8; type=\"application/soap+xml\""));
    chunk(out, ScriptedText.retrieve(request, documents).getBytes(StandardCharsets.UTF_8));
    for (var document : documents) {
      chunk(out, part(document.name(), "text/plain"));
      if (!content(document, out)) {
        return false;
      }
    }
    chunk(out, "\r\n--scripted--\r\n".getBytes(StandardCharsets.US_ASCII));
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return true;
  }

  private static boolean content(ScriptedDocument document, OutputStream out) throws IOException {
    byte[] content = document.delivered();
    switch (document) {
      case CUT_OFF -> {
        chunk(out, java.util.Arrays.copyOf(content, content.length / 2));
        return false;
      }
      case ENDLESS -> {
        var block = new byte[1 << 20];
        for (int i = 0; i < ENDLESS; i++) {
          chunk(out, block);
        }
        return false;
      }
      default -> chunk(out, content);
    }
    return true;
  }

  static void head(OutputStream out) throws IOException {
    out.write(
        ("HTTP/1.1 200 OK\r\nContent-Type: multipart/related; type=\"application/xop+xml\";"
                + " start=\"<root@scripted>\"; start-info=\"application/soap+xml\";"
                + " boundary=\"scripted\"\r\nTransfer-Encoding: chunked\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] part(String id, String type) {
    return ("\r\n--scripted\r\nContent-Type: "
            + type
            + "\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <"
            + id
            + "@scripted>\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  static void chunk(OutputStream out, byte[] bytes) throws IOException {
    var whole = new ByteArrayOutputStream(bytes.length + 16);
    whole.writeBytes(
        (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    whole.writeBytes(bytes);
    whole.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    whole.writeTo(out);
    out.flush();
  }
}
