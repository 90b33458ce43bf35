package org.musubi.tlog;

import java.nio.charset.StandardCharsets;

/** Notes are UTF-8. */
final class Texts {
  private Texts() {}

  static String of(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
