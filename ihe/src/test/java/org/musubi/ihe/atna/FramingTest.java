package org.musubi.ihe.atna;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musubi.ihe.atna.Frame.Broken;
import org.musubi.ihe.atna.Frame.End;
import org.musubi.ihe.atna.Frame.Message;

class FramingTest {
  private static List<Frame> frames(Framing framing, byte[] stream) throws IOException {
    var in = new ByteArrayInputStream(stream);
    var frames = new ArrayList<Frame>();
    do {
      frames.add(framing.next(in, 1000));
    } while (frames.getLast() instanceof Message);
    return frames;
  }

  private static Message message(String text) {
    return new Message(Octets.of(text), true);
  }

  @Test
  void countedMessagesAreToldApartWhateverTheyHold() throws Exception {
    assertThat(frames(Framing.OCTET_COUNTING, "6 結び3 \n7 3 xyz".getBytes(UTF_8)))
        .containsExactly(message("結び"), message("\n7 "), message("xyz"), new End());
  }

  @ParameterizedTest
  @CsvSource({
    "03 xyz, leading zeros",
    "x 3, leading zeros",
    "' 3', leading zeros",
    "-3 xyz, leading zeros",
    "1001 x, larger than the limit",
    "99999999999999999999 x, larger than the limit",
    "3, cut off in MSG-LEN",
    "3 xy, cut off in a message",
    "4 <85>, cut off"
  })
  void aBrokenLengthEndsTheStreamWithAReason(String stream, String reason) throws Exception {
    var frame = frames(Framing.OCTET_COUNTING, stream.replace("4 <85>", "5 <85>").getBytes(UTF_8));

    assertThat(frame).hasSize(1).first().isInstanceOf(Broken.class);
    assertThat(((Broken) frame.getFirst()).reason()).contains(reason);
  }

  @Test
  void anAnnouncedLengthTakesNoMemoryBeforeItsBytesArrive() throws Exception {
    var in = new ByteArrayInputStream("2000000000 x".getBytes(UTF_8));

    assertThat(Framing.OCTET_COUNTING.next(in, Integer.MAX_VALUE)).isInstanceOf(Broken.class);
  }

  @Test
  void linesOfDevicesAreToldApart() throws Exception {
    assertThat(frames(Framing.LINES, "a\r\n\n\nb\u0000c\nlast".getBytes(UTF_8)))
        .containsExactly(
            message("a"),
            message("b"),
            message("c"),
            new Message(Octets.of("last"), false),
            new End());
  }

  @Test
  void aLineWithoutEndIsNotReadBeyondTheLimit() throws Exception {
    var read = new int[1];
    var endless =
        new InputStream() {
          @Override
          public int read() {
            read[0]++;
            return 'x';
          }
        };

    assertThat(Framing.LINES.next(endless, 1000)).isInstanceOf(Broken.class);
    assertThat(read[0]).isEqualTo(1001);
  }

  @Test
  void whatIsFramedIsReadAsItWas() throws Exception {
    var random = new Random(6587);
    for (int i = 0; i < 2_000; i++) {
      var bytes = new byte[1 + random.nextInt(500)];
      random.nextBytes(bytes);

      assertThat(frames(Framing.OCTET_COUNTING, Framing.OCTET_COUNTING.frame(bytes)))
          .containsExactly(new Message(Octets.of(bytes), true), new End());
      assertThat(frames(Framing.LINES, Framing.LINES.frame(bytes)))
          .hasSizeBetween(1, 2)
          .last()
          .isEqualTo(new End());
      assertThat(frames(Framing.OCTET_COUNTING, bytes)).isNotEmpty();
    }
  }
}
