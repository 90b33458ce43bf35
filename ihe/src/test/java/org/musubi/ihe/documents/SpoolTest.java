package org.musubi.ihe.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.ihe.documents.DocumentRefused.Reason;

class SpoolTest {
  private static final int FRAME = 64 * 1024;
  private static final int STORED = FRAME + 16;
  private static final long ROOM = 64L * 1024 * 1024;

  @TempDir Path folder;

  private static byte[] random(int size) {
    var bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static SpooledDocument put(Spool spool, byte[] bytes) throws IOException {
    try (var sink = spool.begin(Long.MAX_VALUE)) {
      sink.write(bytes);
      return sink.finish();
    }
  }

  /** The file behind a spooled document: it has no name, but its process can still reach it. */
  private static List<Path> files(Path folder) throws IOException {
    var found = new ArrayList<Path>();
    try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (var descriptor : descriptors) {
        if (Files.isSymbolicLink(descriptor)
            && Files.readSymbolicLink(descriptor).toString().startsWith(folder.toString() + "/")) {
          found.add(descriptor);
        }
      }
    }
    return found;
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {0, 1, FRAME - 1, FRAME, FRAME + 1, 1 << 20, (1 << 20) + 1, 20 * FRAME})
  void whatIsPutIsGotAgainAnyNumberOfTimes(int size) throws Exception {
    var bytes = random(size);
    try (var spool = Spool.open(folder, ROOM);
        var document = put(spool, bytes)) {

      assertThat(Messages.content(document)).isEqualTo(bytes);
      assertThat(Messages.content(document)).isEqualTo(bytes);
      assertThat(document.size()).isEqualTo(size);
      assertThat(document.inMemory()).isEqualTo(size <= Spool.IN_MEMORY);
    }
  }

  @Test
  void hashesAreThoseOfTheBytes() throws Exception {
    var bytes = random(200_000);
    try (var spool = Spool.open(folder, ROOM);
        var document = put(spool, bytes)) {
      var hex = HexFormat.of();
      assertThat(document.sha1())
          .isEqualTo(hex.formatHex(MessageDigest.getInstance("SHA-1").digest(bytes)));
      assertThat(document.sha256())
          .isEqualTo(hex.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }
  }

  @Test
  void noPlainTextReachesTheDiskAndNoNameIsLeft() throws Exception {
    var marker = "患者名マーカー".getBytes(StandardCharsets.UTF_8);
    var bytes = new byte[30 * FRAME];
    for (int at = 0; at + marker.length < bytes.length; at += marker.length) {
      System.arraycopy(marker, 0, bytes, at, marker.length);
    }
    try (var spool = Spool.open(folder, ROOM);
        var document = put(spool, bytes)) {
      assertThat(document.inMemory()).isFalse();

      var files = files(folder);

      assertThat(files).hasSize(1);
      var stored = Files.readAllBytes(files.getFirst());
      assertThat(stored).hasSize(30 * STORED);
      assertThat(HexFormat.of().formatHex(stored)).doesNotContain(HexFormat.of().formatHex(marker));
      assertThat(Files.getPosixFilePermissions(files.getFirst()))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      try (var names = Files.list(folder)) {
        assertThat(names).isEmpty();
      }
    }
    assertThat(files(folder)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"one bit turned", "two frames exchanged", "the last frame cut off"})
  void aFileThatWasChangedIsAnErrorAndNeverAShortDocument(String how) throws Exception {
    try (var spool = Spool.open(folder, ROOM);
        var document = put(spool, random(20 * FRAME))) {
      try (var file =
          FileChannel.open(
              files(folder).getFirst(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        switch (how) {
          case "one bit turned" -> {
            var one = read(file, 3 * STORED + 9, 1);
            one[0] ^= 1;
            file.write(ByteBuffer.wrap(one), 3 * STORED + 9);
          }
          case "two frames exchanged" -> {
            var first = read(file, STORED, STORED);
            file.write(ByteBuffer.wrap(read(file, 2 * STORED, STORED)), STORED);
            file.write(ByteBuffer.wrap(first), 2 * STORED);
          }
          default -> file.truncate(19L * STORED);
        }
      }

      assertThatThrownBy(() -> Messages.content(document)).isInstanceOf(IOException.class);
    }
  }

  private static byte[] read(FileChannel file, long at, int length) throws IOException {
    var buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      assertThat(file.read(buffer, at + buffer.position())).isPositive();
    }
    return buffer.array();
  }

  @Test
  void theQuotaIsOverAllDocumentsAndComesBackWhenTheyClose() throws Exception {
    try (var spool = Spool.open(folder, 300_000)) {
      var first = put(spool, random(200_000));
      var refused = catchThrowableOfType(DocumentRefused.class, () -> put(spool, random(200_000)));
      assertThat(refused.reason()).isEqualTo(Reason.SPOOL_FULL);
      assertThat(spool.usedBytes()).isEqualTo(200_000);

      first.close();

      assertThat(spool.usedBytes()).isZero();
      assertThat(put(spool, random(200_000)).size()).isEqualTo(200_000);
    }
  }

  @Test
  void closingTwiceGivesTheRoomBackOnce() throws Exception {
    try (var spool = Spool.open(folder, ROOM);
        var kept = put(spool, random(1000))) {
      var document = put(spool, random(1000));

      document.close();
      document.close();

      assertThat(spool.usedBytes()).isEqualTo(kept.size());
    }
  }

  @Test
  void beyondItsShareOfMemorySmallDocumentsGoToFilesToo() throws Exception {
    try (var spool = Spool.open(folder, ROOM, 100_000)) {
      var documents = new ArrayList<SpooledDocument>();
      for (int i = 0; i < 10; i++) {
        documents.add(put(spool, random(50_000 + i)));
      }

      assertThat(documents).filteredOn(SpooledDocument::inMemory).hasSize(1);
      for (int i = 0; i < 10; i++) {
        assertThat(Messages.content(documents.get(i))).isEqualTo(random(50_000 + i));
      }
    }
  }

  @Test
  void aDocumentThatIsGivenUpIsGone() throws Exception {
    try (var spool = Spool.open(folder, ROOM)) {
      var sink = spool.begin(Long.MAX_VALUE);
      sink.write(random(2_000_000));

      sink.close();

      assertThat(spool.usedBytes()).isZero();
      assertThat(files(folder)).isEmpty();
      assertThatThrownBy(() -> sink.write(random(FRAME * 2))).isInstanceOf(DocumentRefused.class);
    }
  }

  @Test
  void whatALastRunLeftIsDeletedAtStart() throws Exception {
    Files.createDirectories(folder.resolve("s"));
    var leftover = Files.writeString(folder.resolve("s/old.frames"), "x");
    var other = Files.writeString(folder.resolve("s/README"), "x");

    Spool.open(folder.resolve("s"), ROOM).close();

    assertThat(leftover).doesNotExist();
    assertThat(other).exists();
    assertThat(Files.getPosixFilePermissions(folder.resolve("s")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void closingTheSpoolEndsReadersAndWriters() throws Exception {
    var spool = Spool.open(folder, ROOM);
    var writing = spool.begin(Long.MAX_VALUE);
    var small = put(spool, random(10));
    var in = put(spool, random(2_000_000)).open();
    assertThat(in.read()).isNotNegative();

    spool.close();

    assertThatThrownBy(() -> writing.write(random(FRAME * 2)))
        .isInstanceOf(DocumentRefused.class)
        .hasMessage("the service is stopping");
    assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Messages.content(small)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> spool.begin(1)).isInstanceOf(DocumentRefused.class);
    assertThat(files(folder)).isEmpty();
  }

  @Test
  void aFolderThatIsGoneIsARefusalInClearWords() throws Exception {
    var gone = folder.resolve("gone");
    try (var spool = Spool.open(gone, ROOM)) {
      Files.delete(gone);

      var refused =
          catchThrowableOfType(DocumentRefused.class, () -> put(spool, random(2_000_000)));

      assertThat(refused.reason()).isEqualTo(Reason.SPOOL_FAILED);
      assertThat(refused.getMessage()).doesNotContain(folder.toString());
      assertThat(spool.usedBytes()).isZero();
    }
  }

  @Test
  void whatIsWrittenAsMtomIsReadAgain() throws Exception {
    try (var spool = Spool.open(folder, ROOM)) {
      var first = random(2_000_000);
      var second = new byte[0];
      var xml = Messages.envelope(Messages.base64(first), Messages.base64(second));
      var message = Messages.read(Messages.PLAIN, Messages.ascii(xml), spool);
      var writer = DocumentWriter.of(message);
      var out = new ByteArrayOutputStream();

      writer.writeTo(out);

      assertThat(writer.contentLength()).isEqualTo(out.size());
      var again = Messages.read(writer.contentType(), out.toByteArray(), spool);
      assertThat(again.documents())
          .extracting(SpooledDocument::sha256)
          .containsExactlyElementsOf(
              message.documents().stream().map(SpooledDocument::sha256).toList());
      assertThat(again.envelope().body().descendants().map(Object::toString))
          .containsExactlyElementsOf(
              message.envelope().body().descendants().map(Object::toString).toList());
      assertThat(Arrays.equals(Messages.content(again.documents().getFirst()), first)).isTrue();
    }
  }

  @Test
  void aBodyWithoutAPlaceForEachDocumentIsNotWritten() throws Exception {
    try (var spool = Spool.open(folder, ROOM)) {
      var message = Messages.read(Messages.PLAIN, Messages.ascii(Messages.envelope("QQ==")), spool);
      var two = new DocumentMessage(message.envelope(), List.of());

      assertThatThrownBy(() -> DocumentWriter.of(two)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
