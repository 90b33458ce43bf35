package org.musubi.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Delivers {@link LargeDocument}s without ever holding one. */
final class LargeHoldings implements ScriptedCommunity.Holdings {
  private final List<LargeDocument> all;

  LargeHoldings(List<LargeDocument> all) {
    this.all = all;
  }

  @Override
  public List<LargeDocument> all() {
    return all;
  }

  @Override
  public boolean deliver(String request, OutputStream out) throws IOException {
    var documents = wanted(request);
    var message = ScriptedText.retrieve(request, documents).split(LargeDocument.PLACE, -1);
    ScriptedDelivery.head(out);
    ScriptedDelivery.chunk(
        out,
        ScriptedDelivery.part(
            "root", "application/xop+xml; charset=UTF-8; type=\"application/soap+xml\""));
    int piece = 0;
    ScriptedDelivery.chunk(out, message[piece++].getBytes(UTF_8));
    for (var document : documents) {
      if (document.inline()) {
        document.writeTo(out);
        ScriptedDelivery.chunk(out, message[piece++].getBytes(UTF_8));
      }
    }
    for (var document : documents) {
      if (!document.inline()) {
        ScriptedDelivery.chunk(out, ScriptedDelivery.part(document.name(), "text/plain"));
        document.writeTo(out);
        if (!document.isWhole()) {
          stop(document);
          return false;
        }
      }
    }
    ScriptedDelivery.chunk(out, "\r\n--scripted--\r\n".getBytes(UTF_8));
    out.write("0\r\n\r\n".getBytes(UTF_8));
    out.flush();
    return true;
  }

  private List<LargeDocument> wanted(String request) {
    var documents = new ArrayList<LargeDocument>();
    var ids = ScriptedText.WANTED.matcher(request);
    while (ids.find()) {
      String id = ids.group(1).strip();
      documents.add(
          all.stream().filter(each -> each.uniqueId().equals(id)).findFirst().orElseThrow());
    }
    return documents;
  }

  /** Longer than the hub has patience with. */
  private static void stop(LargeDocument document) {
    if (document.hangs()) {
      try {
        Thread.sleep(120_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
