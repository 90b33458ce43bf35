package org.musubi.services.records.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.services.records.support.RunningCommunity;

/** Documents that a community takes in at its start. */
class CatalogueTest {
  @TempDir Path folder;

  private RunningCommunity start() throws IOException {
    return RunningCommunity.start(
        "1.2.392.200250.9.2",
        Files.createDirectories(folder.resolve("data")),
        RunningCommunity.AUTHORITY.issue("west"),
        "documents=classpath:demo/west," + folder);
  }

  private void catalogue(String patient) throws IOException {
    Files.writeString(folder.resolve("letter.txt"), "前略");
    Files.writeString(
        folder.resolve("catalogue.json"),
        """
        {
          "patients": [],
          "documents": [{
            "file": "letter.txt", "id": "1.2.392.200250.9.2.5.77", "patient": "%s",
            "mimeType": "text/plain", "title": "手紙",
            "classCode": {"code": "57133-1", "system": "2.16.840.1.113883.6.1"},
            "typeCode": {"code": "57133-1", "system": "2.16.840.1.113883.6.1"},
            "formatCode": {"code": "text", "system": "1.2.3"},
            "facilityType": {"code": "35971002", "system": "2.16.840.1.113883.6.96"},
            "practice": {"code": "419192003", "system": "2.16.840.1.113883.6.96"},
            "created": "2026-08-12T14:00:00+09:00",
            "author": {"family": "丘野", "given": "四季"}, "institution": "丘の上内科医院"
          }]
        }
        """
            .formatted(patient));
  }

  @Test
  void documentsOfSeveralPlacesAreTakenInOneAfterTheOther() throws IOException {
    catalogue("W-2001");

    try (var community = start()) {
      assertThat(
              community
                  .database()
                  .sql("select unique_id from registry_object where kind = 'ENTRY'")
                  .query(String.class)
                  .list())
          .contains("1.2.392.200250.9.2.5.1", "1.2.392.200250.9.2.5.77");
    }
  }

  @Test
  void aDocumentThatIsRefusedIsNamedByItsPlaceInTheCatalogueOnly() throws IOException {
    catalogue("W-0000");

    assertThatThrownBy(this::start)
        .satisfies(refused ->
            assertThat(Throwables.getStackTrace(refused))
                .contains("document number 1 of a catalogue is refused")
                .doesNotContain("1.2.392.200250.9.2.5.77")
                .doesNotContain("W-0000"));
  }
}
