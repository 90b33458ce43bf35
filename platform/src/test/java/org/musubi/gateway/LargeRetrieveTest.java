package org.musubi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.gateway.Exchanges.QUERIED;
import static org.musubi.gateway.Exchanges.REPOSITORY;
import static org.musubi.gateway.Exchanges.RETRIEVE;
import static org.musubi.gateway.Exchanges.delivers;
import static org.musubi.gateway.Exchanges.entry;
import static org.musubi.gateway.Exchanges.found;
import static org.musubi.gateway.Hub.number;
import static org.musubi.gateway.Shared.SPOOL;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.documents.Spool;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.soap.Soap;
import org.musubi.ihe.xds.RetrieveRequest;
import org.musubi.ihe.xml.Element;

/** Ten large documents at once, with limits that a busy machine keeps. */
class LargeRetrieveTest {
  private final HomeCommunityId west = Shared.newHome();
  private final String value = Shared.newNumber();
  private @TempDir Path data;
  private Hub hub;
  private ScriptedCommunity western;

  @BeforeEach
  void aHubWithPatience() throws Exception {
    hub = Hub.open(data, "idle=30s", "retrieve-deadline=180s", "minimum-rate=1KB");
    western = hub.community(west);
    hub.consents(hub.person(value, "ユウキ", west), west);
  }

  @AfterEach
  void close() throws Exception {
    hub.close();
  }

  private DocumentKey key(HomeCommunityId home, String id) {
    return new DocumentKey(home, REPOSITORY, id);
  }

  @Tag("slow")
  @Test
  void tenLargeOnesAtOncePassThroughTheSpool() throws Exception {
    var large = new byte[30 << 20];
    Arrays.fill(large, (byte) 'x');
    western.says("/iti38", QUERIED, found(entry("1.30", number(west, value), large)));
    western.on("/iti39", delivers(SPOOL, west, List.of("1.30"), List.of(large)));
    var outcomes = new ArrayList<Thread>();
    var whole = new java.util.concurrent.atomic.AtomicInteger();

    for (int i = 0; i < 10; i++) {
      outcomes.add(
          Thread.ofVirtual()
              .start(() -> {
                if (receivedBytes(key(west, "1.30")) > large.length) {
                  whole.incrementAndGet();
                }
              }));
    }
    for (var outcome : outcomes) {
      outcome.join();
    }

    assertThat(whole).hasValue(10);
    assertThat(hub.room(Spool.class).size()).isZero();
  }

  /** Reads an answer without keeping it. */
  private long receivedBytes(DocumentKey key) {
    try (var socket = connect(key)) {
      var in = socket.getInputStream();
      var buffer = new byte[64 * 1024];
      long sum = 0;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        sum += count;
      }
      return sum;
    } catch (Exception cut) {
      return -1;
    }
  }

  private SSLSocket connect(DocumentKey key) throws Exception {
    var socket =
        (SSLSocket)
            hub.callerContext().getSocketFactory().createSocket("127.0.0.1", hub.at("/").getPort());
    var envelope =
        Envelope.request(
            RETRIEVE,
            hub.at("/iti39"),
            new RetrieveRequest(List.of(key)).toElement(),
            Envelope.security(Element.of(Soap.SAML, "saml:Assertion").build()));
    var bytes = envelope.toBytes();
    var out = socket.getOutputStream();
    out.write(
        ("POST /iti39 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
                + envelope.contentType()
                + "\r\nContent-Length: "
                + bytes.length
                + "\r\n\r\n")
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    out.write(bytes);
    out.flush();
    return socket;
  }
}
