package org.musubi.ihe.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.musubi.ihe.documents.Messages.PLAIN;
import static org.musubi.ihe.documents.Messages.ascii;
import static org.musubi.ihe.documents.Messages.base64;
import static org.musubi.ihe.documents.Messages.envelope;
import static org.musubi.ihe.documents.Messages.read;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.ihe.xml.Limits;
import org.musubi.ihe.xml.XmlRefused;

/** A document inside the message is counted as a document, and as nothing else. */
class InlineBudgetTest {
  @TempDir Path folder;
  private Spool spool;

  @BeforeEach
  void open() throws Exception {
    spool = Spool.open(folder, 100_000_000);
  }

  @AfterEach
  void close() throws Exception {
    spool.close();
  }

  private static byte[] random(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest(name = "lines end with {0}")
  @ValueSource(strings = {"\r\n", "\n", ""})
  void anInlineDocumentIsNotCountedAsXmlHoweverItsLinesEnd(String lineEnd) throws Exception {
    var document = random(20_000_000);
    var xml = envelope(base64(document).replace("\r\n", lineEnd));

    var message =
        read(
            PLAIN,
            new ByteArrayInputStream(ascii(xml)),
            spool,
            Limits.forDocuments().withXmlBytes(200_000));

    assertThat(message.documents().getFirst().size()).isEqualTo(document.length);
    message.close();
  }

  @Test
  void aLargeInlineDocumentBuysNoRoomForTheXmlAroundIt() {
    var junk = "</s:Body><y>" + "z".repeat(500_000) + "</y>";
    var xml = envelope(base64(random(2_000_000))).replace("</s:Body>", junk);

    var refused =
        catchThrowableOfType(
            XmlRefused.class,
            () ->
                read(
                    PLAIN,
                    new ByteArrayInputStream(ascii(xml)),
                    spool,
                    Limits.forDocuments().withXmlBytes(400_000)));

    assertThat(refused.reason()).isEqualTo(XmlRefused.Reason.TOO_LARGE);
  }
}
