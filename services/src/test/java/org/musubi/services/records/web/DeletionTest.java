package org.musubi.services.records.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.services.records.support.RunningCommunity.CLINIC;
import static org.musubi.services.records.support.RunningCommunity.PLATFORM;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.documents.DocumentMessage;
import org.musubi.ihe.soap.Answer;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.tls.TlsMaterial;
import org.musubi.ihe.xds.ErrorCode;
import org.musubi.ihe.xds.RetrieveRequest;
import org.musubi.ihe.xds.RetrieveResponse;
import org.musubi.services.records.support.RunningCommunity;

/** A document that its source deleted (SS-MIX2), asked for by who knows its id. */
class DeletionTest {
  private static final String ORDER = "123/456/1234567/20260901/OMP-01/1234567_20260901_OMP-01_1_";

  @TempDir Path folder;
  private RunningCommunity community;

  @Test
  void itsContentIsGivenNeitherToAMemberNorToThePlatform() throws Exception {
    Path storage = Files.createDirectories(folder.resolve("ssmix2"));
    put(storage, ORDER + "20260901100000000_01_1");
    try (var started =
        RunningCommunity.start(
            "1.2.392.200250.9.2",
            Files.createDirectories(folder.resolve("data")),
            RunningCommunity.AUTHORITY.issue("west"),
            "ss-mix2=" + storage,
            "ss-mix2-rescan=100ms")) {
      community = started;
      String id = awaited("select unique_id from content");
      assertThat(errors(CLINIC, "/xds/repository", Actions.ITI_43, id)).isEmpty();

      put(storage, ORDER + "20260902100000000_01_0");
      awaited("select unique_id from content where deleted_at is not null");

      var unavailable = List.of(ErrorCode.DOCUMENT_UNIQUE_ID_ERROR.code());
      assertThat(errors(CLINIC, "/xds/repository", Actions.ITI_43, id)).isEqualTo(unavailable);
      assertThat(errors(PLATFORM, "/xca/retrieve", Actions.ITI_39, id)).isEqualTo(unavailable);
    }
  }

  private static void put(Path storage, String name) throws IOException {
    Path file = storage.resolve(name);
    Files.createDirectories(file.getParent());
    Path draft = Files.createTempFile(storage.getParent(), "draft", ".hl7");
    Files.write(
        draft,
        ("MSH|^~\\&|HIS|S|G|R|20260901||RDE^O11|1|P|2.5\r"
                + "PID|1||1234567^^^^PI||山田^太郎^^^^^L^I||19650415|M\rORC|NW\r")
            .getBytes(Charset.forName("x-windows-50221")));
    Files.setLastModifiedTime(draft, FileTime.from(Instant.now().minusSeconds(60)));
    Files.move(draft, file);
  }

  private String awaited(String sql) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      var found = community.database().sql(sql).query(String.class).list();
      if (!found.isEmpty()) {
        return found.getFirst();
      }
      Thread.sleep(50);
    }
    throw new AssertionError("never: " + sql);
  }

  private List<String> errors(TlsMaterial who, String path, String action, String id)
      throws Exception {
    var key = new DocumentKey(community.homeId(), community.repository(), id);
    var answer =
        community.retrieve(
            who,
            path,
            action,
            new RetrieveRequest(List.of(key)).toElement(),
            Envelope.security(community.assertion(Instant.now())));
    try (var message = ((Answer.Answered<DocumentMessage>) answer).value()) {
      var response = RetrieveResponse.parse(message.envelope().body());
      assertThat(response.documents().size() + response.head().errors().size()).isEqualTo(1);
      return response.head().errors().stream().map(error -> error.code()).toList();
    }
  }
}
