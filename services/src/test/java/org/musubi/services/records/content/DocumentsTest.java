package org.musubi.services.records.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
  @TempDir Path data;

  private static byte[] content(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private Path file(Stored stored) throws IOException {
    try (var all = Files.walk(data.resolve("documents"))) {
      return all.filter(path -> path.endsWith(stored.file().toString())).findFirst().orElseThrow();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 200_000})
  void whatIsStoredIsReadBackAfterARestart(int size) throws IOException {
    var stored = Documents.in(data).store(new ByteArrayInputStream(content(size)));

    try (var in = Documents.in(data).open(stored, 0)) {
      assertThat(in.readAllBytes()).isEqualTo(content(size));
    }
    assertThat(stored.size()).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_536, 70_000, 199_999, 200_000})
  void aDocumentIsReadFromAnyByteOn(int from) throws IOException {
    var documents = Documents.in(data);
    var stored = documents.store(new ByteArrayInputStream(content(200_000)));

    try (var in = documents.open(stored, from)) {
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(content(200_000), from, 200_000));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 8, 70_000, 131_190})
  void aByteChangedOnTheDiskIsNeverGivenOut(int at) throws IOException {
    var documents = Documents.in(data);
    var stored = documents.store(new ByteArrayInputStream(content(140_000)));
    byte[] bytes = Files.readAllBytes(file(stored));
    bytes[at] ^= 1;
    Files.write(file(stored), bytes);

    assertThat(documents.isWhole(stored)).isFalse();
  }

  @Test
  void framesCannotBeSwappedOrCutOff() throws IOException {
    var documents = Documents.in(data);
    var stored = documents.store(new ByteArrayInputStream(content(3 * 65_536)));
    byte[] bytes = Files.readAllBytes(file(stored));
    int frame = Frames.SEALED;
    byte[] swapped = bytes.clone();
    System.arraycopy(bytes, 8, swapped, 8 + frame, frame);
    System.arraycopy(bytes, 8 + frame, swapped, 8, frame);
    Files.write(file(stored), swapped);
    assertThat(documents.isWhole(stored)).isFalse();
    Files.write(file(stored), Arrays.copyOf(bytes, bytes.length - frame));

    assertThatThrownBy(() -> documents.open(stored, 0)).isInstanceOf(Frames.Corrupt.class);
  }

  @Test
  void noPlaintextLiesOnTheDiskAndTheKeyIsTheOwnersAlone() throws IOException {
    byte[] marker = "結城花子の診療情報".getBytes(StandardCharsets.UTF_8);
    var stored = Documents.in(data).store(new ByteArrayInputStream(marker));

    byte[] bytes = Files.readAllBytes(file(stored));
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
        .doesNotContain(new String(marker, StandardCharsets.ISO_8859_1));
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("secrets/documents.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aSourceThatBreaksOffLeavesNothingBehind() throws IOException {
    var documents = Documents.in(data);
    var broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the peer is gone");
          }
        };

    assertThatThrownBy(() -> documents.store(broken)).isInstanceOf(IOException.class);
    try (var left = Files.walk(data)) {
      assertThat(left.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
          .containsExactly("documents.key");
    }
  }

  @Test
  void aFileThatNoRegistrationNamesIsSweptAtStart() throws IOException {
    var documents = Documents.in(data);
    var kept = documents.store(new ByteArrayInputStream(content(10)));
    var orphan = documents.store(new ByteArrayInputStream(content(11)));

    int removed = documents.sweep(kept.file()::equals);

    assertThat(removed).isEqualTo(1);
    assertThat(documents.isWhole(kept)).isTrue();
    assertThat(documents.isWhole(orphan)).isFalse();
  }
}
