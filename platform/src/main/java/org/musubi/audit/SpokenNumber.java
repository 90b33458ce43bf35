package org.musubi.audit;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Numbers that are said on the telephone, too: a day and eight letters that cannot be guessed. */
final class SpokenNumber {
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneId.of("Asia/Tokyo"));

  private SpokenNumber() {}

  static String next(Instant at) {
    var number = new StringBuilder(DAY.format(at)).append('-');
    for (int i = 0; i < 8; i++) {
      number.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return number.toString();
  }
}
