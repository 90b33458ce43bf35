package org.musubi.ihe.devicelog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.atna.Octets;
import org.musubi.ihe.atna.StatedTime;

/**
 * A line without its syslog header.
 *
 * @param text what the program wrote
 * @param raw the whole line as it came
 * @param device who sent it
 * @param program who wrote it
 * @param at the time of the header
 */
record Line(
    String text,
    Octets raw,
    @Nullable String device,
    @Nullable String program,
    @Nullable StatedTime at,
    Instant arrived,
    ZoneId zone) {
  private static final Pattern EPOCH = Pattern.compile("(\\d{9,11})(?:\\.(\\d{1,9}))?");
  private static final Pattern ACCESS =
      Pattern.compile("(\\d{2})/([A-Z][a-z]{2})/(\\d{4}):(\\d{2}:\\d{2}:\\d{2}) ([+-]\\d{4})");
  private static final Pattern CTIME =
      Pattern.compile("[A-Z][a-z]{2} ([A-Z][a-z]{2} .{7,12}) (\\d{4})");

  /** Finds a pattern at the beginning; null when it is not there. */
  @Nullable Matcher starts(Pattern pattern) {
    var matcher = pattern.matcher(text);
    return matcher.lookingAt() ? matcher : null;
  }

  /** Finds a pattern anywhere; null when it is not there. */
  @Nullable Matcher has(Pattern pattern) {
    var matcher = pattern.matcher(text);
    return matcher.find() ? matcher : null;
  }

  /** The line after a part of its text. */
  Line after(int place) {
    return new Line(text.substring(place), raw, device, program, at, arrived, zone);
  }

  /** Reads a stamp in any of the forms that the programs use; null when it is none. */
  @Nullable StatedTime stamp(@Nullable String written) {
    if (written == null) {
      return null;
    }
    var epoch = EPOCH.matcher(written);
    if (epoch.matches()) {
      var fraction = epoch.group(2) == null ? "0" : epoch.group(2);
      long nanos = Long.parseLong((fraction + "00000000").substring(0, 9));
      return new StatedTime(Instant.ofEpochSecond(Long.parseLong(epoch.group(1)), nanos), true);
    }
    var access = ACCESS.matcher(written);
    if (access.matches()) {
      var day = access.group(2) + " " + access.group(1) + " " + access.group(3);
      return shifted(
          StatedTime.ofBsd(day + " " + access.group(4), arrived, ZoneId.of("UTC")),
          access.group(5));
    }
    var ctime = CTIME.matcher(written);
    if (ctime.matches()) {
      var clock = ctime.group(1);
      int split = clock.lastIndexOf(' ');
      return StatedTime.ofBsd(
          clock.substring(0, Math.max(split, 0))
              + " "
              + ctime.group(2)
              + clock.substring(Math.max(split, 0)),
          arrived,
          zone);
    }
    return StatedTime.ofIso(written, zone);
  }

  private static @Nullable StatedTime shifted(@Nullable StatedTime utc, String offset) {
    if (utc == null) {
      return null;
    }
    try {
      int seconds = ZoneOffset.of(offset).getTotalSeconds();
      return new StatedTime(utc.at().minusSeconds(seconds), true);
    } catch (DateTimeException none) {
      return null;
    }
  }
}
