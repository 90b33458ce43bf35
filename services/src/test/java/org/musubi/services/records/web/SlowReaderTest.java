package org.musubi.services.records.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.services.records.support.RunningCommunity.CLINIC;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.documents.DocumentMessage;
import org.musubi.ihe.soap.Answer;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.xds.RetrieveRequest;
import org.musubi.services.records.support.RunningCommunity;
import org.musubi.services.records.support.Said;
import org.musubi.services.records.support.Submissions;

/** A member that takes a part of a document and then neither reads nor leaves. */
class SlowReaderTest {
  private static final byte[] LARGE = new byte[24 << 20];

  @TempDir Path folder;
  private RunningCommunity community;
  private String id = "";

  @BeforeEach
  void store() {
    community =
        RunningCommunity.start(
            "1.2.392.200250.9.2",
            folder,
            RunningCommunity.AUTHORITY.issue("west"),
            "documents=classpath:demo/west",
            "limits.idle=1s");
    id = Submissions.oid();
    var patient = community.patient("W-2001");
    var set =
        Submissions.set(
            Submissions.oid(), patient, List.of(Submissions.entry("doc-1", id, patient).build()));
    assertThat(
            community.submit(
                CLINIC,
                "/xds/repository",
                Actions.ITI_41,
                Submissions.provide(set),
                List.of(LARGE),
                vouched()))
        .isInstanceOf(Answer.Answered.class);
  }

  @AfterEach
  void stop() {
    community.close();
  }

  @Test
  void whoStopsReadingIsCutOffHoldsNothingAndTheOthersAreServed() throws Exception {
    try (var said = new Said();
        var socket = stalled()) {
      assertThat(socket.getInputStream().readNBytes(100_000)).hasSize(100_000);

      awaitWords(said, "an exchange was broken off");

      assertThat(socket.isClosed()).isFalse();
      assertThat(inSpool()).isZero();
      try (var whole = fetch()) {
        assertThat(whole.documents().getFirst().size()).isEqualTo(LARGE.length);
      }
    }
  }

  /**
   * The container recycles its streams; one closed by our clock could be another caller's by then.
   */
  @Test
  void noCodeHereClosesAStreamOfTheContainerFromAnotherThread() throws IOException {
    try (var sources = Files.walk(Path.of("src/main/java"))) {
      assertThat(sources.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(source -> assertThat(text(source)).doesNotContain(".guard("));
    }
  }

  private static String text(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private org.musubi.ihe.xml.Element vouched() {
    return Envelope.security(community.assertion(Instant.now()));
  }

  private org.musubi.ihe.xml.Element wanted() {
    var key = new DocumentKey(null, community.repository(), id);
    return new RetrieveRequest(List.of(key)).toElement();
  }

  private DocumentMessage fetch() {
    var answer = community.retrieve(CLINIC, "/xds/repository", Actions.ITI_43, wanted(), vouched());
    return ((Answer.Answered<DocumentMessage>) answer).value();
  }

  private Socket stalled() throws Exception {
    var to = community.at("/xds/repository");
    var request = Envelope.request(Actions.ITI_43, to, wanted(), vouched());
    byte[] body = request.toBytes();
    var socket = CLINIC.context().getSocketFactory().createSocket("127.0.0.1", to.getPort());
    var out = socket.getOutputStream();
    out.write(
        ("POST /xds/repository HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                + request.contentType()
                + "\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
    return socket;
  }

  private static void awaitWords(Said said, String words) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      if (said.lines().stream().anyMatch(line -> line.contains(words))) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("never said: " + words);
  }

  private long inSpool() throws IOException {
    try (var files = Files.walk(folder.resolve("spool"))) {
      return files.filter(Files::isRegularFile).filter(each -> each.toFile().length() > 0).count();
    }
  }
}
