package org.musubi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.gateway.Exchanges.QUERIED;
import static org.musubi.gateway.Exchanges.REPOSITORY;
import static org.musubi.gateway.Exchanges.RETRIEVED;
import static org.musubi.gateway.Exchanges.delivers;
import static org.musubi.gateway.Exchanges.entry;
import static org.musubi.gateway.Exchanges.found;
import static org.musubi.gateway.Hub.number;
import static org.musubi.gateway.Shared.SPOOL;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.xds.RetrieveResponse;
import org.musubi.ihe.xds.RetrieveResponse.Retrieved;
import org.musubi.ihe.xds.Status;
import org.musubi.ihe.xml.Element;

/** Large documents, alone and ten at once, with limits that a busy machine keeps. */
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
    var received = new ConcurrentLinkedQueue<RawCaller.Received>();
    var callers = new ArrayList<Thread>();

    for (int i = 0; i < 10; i++) {
      callers.add(Thread.ofPlatform().daemon().start(() -> received.add(receive("1.30"))));
    }
    for (var caller : callers) {
      caller.join();
    }

    var whole =
        new RawCaller.Received(
            Status.SUCCESS, List.of(Exchanges.sha1(large)), List.of((long) large.length));
    assertThat(received).hasSize(10).containsOnly(whole);
    assertThat(hub.inSpool()).isZero();
  }

  @Tag("slow")
  @Test
  void aLargeOneInlineInTheMessageArrivesWhole() throws Exception {
    var large = new byte[60 << 20];
    new Random(7).nextBytes(large);
    western.says("/iti38", QUERIED, found(entry("1.60", number(west, value), large)));
    western.on("/iti39", (request, connection) -> inline(request, connection, large));

    var received = receive("1.60");

    assertThat(received)
        .isEqualTo(
            new RawCaller.Received(
                Status.SUCCESS, List.of(Exchanges.sha1(large)), List.of((long) large.length)));
    assertThat(hub.inSpool()).isZero();
  }

  /** Delivers the document as base64 text inside the envelope, without MTOM. */
  private void inline(Envelope request, ScriptedCommunity.Connection connection, byte[] content)
      throws Exception {
    var empty =
        RetrieveResponse.of(
                List.of(Retrieved.of(key(west, "1.60"), "application/octet-stream")), List.of())
            .toElement();
    var filled =
        empty.mapChildren(child ->
            child.mapChildren(part ->
                part.name().equals("Document")
                    ? Element.text(part.namespace(), "xds:Document", "@HERE@")
                    : part));
    var reply = Envelope.reply(request.addressing(), RETRIEVED, filled);
    var around = new String(reply.toBytes(), StandardCharsets.UTF_8).split("@HERE@", 2);
    long base64 = (content.length + 2) / 3 * 4L;
    long length = around[0].getBytes(StandardCharsets.UTF_8).length + base64;
    connection.head(
        200, reply.contentType(), length + around[1].getBytes(StandardCharsets.UTF_8).length);
    connection.raw(around[0]);
    int step = 3 << 20;
    for (int at = 0; at < content.length; at += step) {
      var part = Arrays.copyOfRange(content, at, Math.min(content.length, at + step));
      connection.out().write(Base64.getEncoder().encode(part));
    }
    connection.raw(around[1]);
  }

  private RawCaller.Received receive(String id) {
    try {
      return RawCaller.receive(hub, key(west, id));
    } catch (Exception cut) {
      throw new AssertionError("not received", cut);
    }
  }
}
