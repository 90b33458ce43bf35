package org.musubi.ihe.atna;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** How messages are told apart in a stream. */
public enum Framing {
  /** {@code MSG-LEN SP SYSLOG-MSG} (RFC 5425 section 4.3), as ITI-20 wants it. */
  OCTET_COUNTING {
    @Override
    public Frame next(InputStream in, int longest) throws IOException {
      long length = 0;
      int digits = 0;
      for (int c = in.read(); c != ' '; c = in.read()) {
        if (c < 0) {
          return digits == 0 ? new Frame.End() : new Frame.Broken("cut off in MSG-LEN");
        }
        if (c < '0' || c > '9' || (digits == 0 && c == '0')) {
          return new Frame.Broken("MSG-LEN is not a number without leading zeros");
        }
        length = length * 10 + (c - '0');
        digits++;
        if (length > longest) {
          return new Frame.Broken("MSG-LEN is larger than the limit");
        }
      }
      if (digits == 0) {
        return new Frame.Broken("MSG-LEN is not a number without leading zeros");
      }
      // Grows with what arrives, not with what was announced.
      var message = in.readNBytes((int) length);
      return message.length < length
          ? new Frame.Broken("cut off in a message")
          : new Frame.Message(Octets.of(message), true);
    }

    @Override
    public byte[] frame(byte[] message) {
      var out = new ByteArrayOutputStream(message.length + 8);
      out.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(message);
      return out.toByteArray();
    }
  },

  /**
   * One line each, ended by LF, CR LF or NUL (RFC 6587 section 3.4.2), as devices send. Empty lines
   * are passed over.
   */
  LINES {
    @Override
    public Frame next(InputStream in, int longest) throws IOException {
      var line = new ByteArrayOutputStream(256);
      while (true) {
        int c = in.read();
        boolean ended = c == '\n' || c == 0;
        if (ended || c < 0) {
          var message = withoutReturn(line.toByteArray());
          if (message.size() > 0) {
            return new Frame.Message(message, ended);
          }
          if (c < 0) {
            return new Frame.End();
          }
          line.reset();
        } else if (line.size() == longest) {
          return new Frame.Broken("a line is longer than the limit");
        } else {
          line.write(c);
        }
      }
    }

    @Override
    public byte[] frame(byte[] message) {
      var out = new ByteArrayOutputStream(message.length + 1);
      for (var octet : message) {
        // A line feed within would make two messages of one.
        out.write(octet == '\n' || octet == 0 ? ' ' : octet);
      }
      out.write('\n');
      return out.toByteArray();
    }
  };

  /**
   * Reads the next message.
   *
   * @param in buffered
   * @param longest bytes of a message at most
   * @throws IOException when the stream itself fails
   */
  public abstract Frame next(InputStream in, int longest) throws IOException;

  /** A message as it goes into the stream. */
  public abstract byte[] frame(byte[] message);

  private static Octets withoutReturn(byte[] line) {
    int length = line.length;
    while (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    return Octets.of(line, 0, length);
  }
}
