package org.musubi.ihe.documents;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.musubi.ihe.documents.DocumentRefused.Reason;

/** Decodes xs:base64Binary that comes in pieces: white space is passed over, nothing else is. */
final class Base64Text {
  private static final int BLANK = -1;
  private static final int PAD = -2;
  private static final int WRONG = -3;
  private static final int[] VALUES = values();

  private final OutputStream out;
  private final byte[] decoded = new byte[16 * 1024];
  private int filled;
  private int bits;
  private int count;
  private int pads;
  private boolean untouched = true;

  Base64Text(OutputStream out) {
    this.out = out;
  }

  private static int[] values() {
    var values = new int[128];
    Arrays.fill(values, WRONG);
    var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      values[alphabet.charAt(i)] = i;
    }
    for (char blank : new char[] {' ', '\t', '\n', '\r'}) {
      values[blank] = BLANK;
    }
    values['='] = PAD;
    return values;
  }

  /** Whether nothing but white space came. */
  boolean untouched() {
    return untouched;
  }

  void characters(char[] buffer, int from, int length) throws IOException {
    for (int i = from; i < from + length; i++) {
      char c = buffer[i];
      int value = c < 128 ? VALUES[c] : WRONG;
      if (value >= 0 && pads == 0) {
        bits = bits << 6 | value;
        if (++count == 4) {
          whole();
        }
      } else if (value != BLANK) {
        padding(value);
      }
    }
  }

  private void whole() throws IOException {
    if (filled + 3 > decoded.length) {
      flush();
    }
    decoded[filled++] = (byte) (bits >> 16);
    decoded[filled++] = (byte) (bits >> 8);
    decoded[filled++] = (byte) bits;
    untouched = false;
    bits = 0;
    count = 0;
  }

  private void padding(int value) throws DocumentRefused {
    untouched = false;
    if (value != PAD || count < 2 || ++pads + count > 4) {
      throw new DocumentRefused(Reason.BAD_BASE64);
    }
  }

  /** Ends the text; a group that is not whole, or bits that mean nothing, are refused. */
  void finish() throws IOException {
    if (count > 0) {
      int unused = count == 2 ? bits & 0xF : bits & 0x3;
      if (pads + count != 4 || unused != 0) {
        throw new DocumentRefused(Reason.BAD_BASE64);
      }
      flush();
      decoded[filled++] = (byte) (count == 2 ? bits >> 4 : bits >> 10);
      if (count == 3) {
        decoded[filled++] = (byte) (bits >> 2);
      }
    }
    flush();
  }

  private void flush() throws IOException {
    out.write(decoded, 0, filled);
    filled = 0;
  }
}
