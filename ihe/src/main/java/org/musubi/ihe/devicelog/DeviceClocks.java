package org.musubi.ihe.devicelog;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.atna.StatedTime;

/**
 * How wrong each device's clock is, from the lines it sends: the median of arrival minus stated
 * time over its latest lines. The median bears up to half the lines being late (a device that was
 * cut off and now sends what it had kept) or nonsense. The way to us counts as offset, so a
 * tolerance below it corrects what is right. Bounded: of too many devices the one longest silent is
 * forgotten. Safe for use by many threads.
 */
public final class DeviceClocks {
  private final int window;
  private final int least;
  private final Duration tolerance;
  private final LinkedHashMap<String, Window> devices;

  /**
   * Clocks that are not known yet.
   *
   * @param window lines that are remembered of each device
   * @param least lines that are needed before an offset is believed
   * @param tolerance the offset up to which a clock counts as right
   * @param most devices that are remembered
   */
  public DeviceClocks(int window, int least, Duration tolerance, int most) {
    if (window < 1 || least < 1 || least > window || tolerance.isNegative() || most < 1) {
      throw new IllegalArgumentException("a window, no more needed than it holds, a tolerance");
    }
    this.window = window;
    this.least = least;
    this.tolerance = tolerance;
    this.devices =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > most;
          }
        };
  }

  /** 101 lines, 5 of them needed, 2 seconds, 10,000 devices. Ours: the seeds name no numbers. */
  public static DeviceClocks usual() {
    return new DeviceClocks(101, 5, Duration.ofSeconds(2), 10_000);
  }

  /**
   * Learns from a line and says when it happened.
   *
   * @param stated what the line says, null for nothing
   * @param arrived when it arrived, by our clock
   */
  public CorrectedTime correct(String device, @Nullable StatedTime stated, Instant arrived) {
    if (stated == null) {
      return new CorrectedTime(arrived, CorrectedTime.Mark.ARRIVAL, Duration.ZERO);
    }
    var here = Duration.between(stated.at(), arrived);
    Duration offset;
    boolean believed;
    synchronized (devices) {
      var known = devices.computeIfAbsent(device, name -> new Window(window));
      known.add(here.toMillis());
      offset = Duration.ofMillis(known.median());
      believed = known.size() >= least;
    }
    if (offset.abs().compareTo(tolerance) <= 0) {
      return new CorrectedTime(stated.at(), CorrectedTime.Mark.STATED, offset);
    }
    return believed
        ? new CorrectedTime(stated.at().plus(offset), CorrectedTime.Mark.CORRECTED, offset)
        : new CorrectedTime(arrived, CorrectedTime.Mark.ARRIVAL, offset);
  }

  private static final class Window {
    private final long[] millis;
    private int size;
    private int next;

    Window(int capacity) {
      millis = new long[capacity];
    }

    void add(long offset) {
      millis[next] = offset;
      next = (next + 1) % millis.length;
      size = Math.min(size + 1, millis.length);
    }

    int size() {
      return size;
    }

    long median() {
      var sorted = Arrays.copyOf(millis, size);
      Arrays.sort(sorted);
      return sorted[(size - 1) / 2];
    }
  }
}
