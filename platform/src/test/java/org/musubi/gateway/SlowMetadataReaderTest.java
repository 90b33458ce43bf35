package org.musubi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.gateway.Exchanges.QUERIED;
import static org.musubi.gateway.Exchanges.QUERY;
import static org.musubi.gateway.Exchanges.found;
import static org.musubi.gateway.Hub.number;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.audit.Action;
import org.musubi.audit.Outcome;
import org.musubi.audit.Result;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.soap.Soap;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.AdhocQuery.ReturnType;
import org.musubi.ihe.xds.Ebxml;
import org.musubi.ihe.xds.StoredQuery;
import org.musubi.ihe.xml.Element;

/** A caller that takes an answer of metadata in drops: never silent, and never done. */
@Tag("slow")
class SlowMetadataReaderTest {
  private static final int PIECE = 900_000;
  private static final int PIECES = 24;

  @TempDir Path data;

  @Test
  void whoTakesLongerThanTheDeadlineIsCutOffAndIsOnTheTrail() throws Exception {
    var west = Shared.newHome();
    try (var hub = Hub.open(data, "deadline=10s", "idle=30s", "minimum-rate=1B", "answer=64MB")) {
      hub.community(west).says("/iti38", QUERIED, large());
      hub.consents(hub.person("1", "ユウキ", west), west);
      hub.trail.forget();

      long taken;
      try (var socket = ask(hub, west)) {
        taken = inDrops(socket);
      }

      assertThat(taken).isLessThan((long) PIECE * PIECES);
      var question = hub.trail.events(Action.QUERY, Result.INTENDED).getFirst();
      assertThat(hub.trail.outcomeOf(question)).isInstanceOf(Outcome.AbortedAt.class);
    }
  }

  /** More than the buffers on the way hold. */
  private static Element large() {
    return found(
        IntStream.range(0, PIECES)
            .mapToObj(i -> Element.text("urn:example:more", "x:Thing", "x".repeat(PIECE)))
            .toArray(Element[]::new));
  }

  private static Socket ask(Hub hub, HomeCommunityId west) throws Exception {
    var query =
        AdhocQuery.of(StoredQuery.FIND_DOCUMENTS, ReturnType.LEAF_CLASS)
            .home(west)
            .patient(number(west, "1"))
            .anyOf("$XDSDocumentEntryStatus", List.of(Ebxml.APPROVED))
            .build();
    var envelope =
        Envelope.request(
            QUERY,
            hub.at("/iti38"),
            query.toElement(),
            Envelope.security(Element.of(Soap.SAML, "saml:Assertion").build()));
    var bytes = envelope.toBytes();
    var plain = new Socket();
    plain.setReceiveBufferSize(4096);
    plain.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), hub.at("/").getPort()), 5_000);
    var socket =
        hub.callerContext()
            .getSocketFactory()
            .createSocket(plain, "127.0.0.1", hub.at("/").getPort(), true);
    var out = socket.getOutputStream();
    out.write(
        ("POST /iti38 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
                + envelope.contentType()
                + "\r\nContent-Length: "
                + bytes.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.flush();
    return socket;
  }

  /** Reads a little at a time until the connection ends. */
  private static long inDrops(Socket socket) throws InterruptedException {
    long taken = 0;
    var drop = new byte[16 << 10];
    try {
      for (int read = 0; read >= 0; read = socket.getInputStream().read(drop)) {
        taken += read;
        Thread.sleep(20);
      }
    } catch (IOException cut) {
      // the hub has ended it
    }
    return taken;
  }
}
