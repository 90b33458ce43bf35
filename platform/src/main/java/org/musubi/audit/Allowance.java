package org.musubi.audit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * So many entries a second of one kind on average, with bursts: what is beyond is counted, and the
 * next entry of that kind says how many. A stranger can thus not flood the log, and no flood is
 * silent. Kinds are words of ours or of the configuration, so there are few.
 */
public final class Allowance {
  private final double perSecond;
  private final double burst;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>();

  /**
   * @param perSecond entries of one kind on average
   * @param burst entries of one kind at once
   */
  public Allowance(double perSecond, double burst) {
    this.perSecond = perSecond;
    this.burst = burst;
  }

  /** 5 a second, 50 at once: what refusals are given. */
  public static Allowance ofRefusals() {
    return new Allowance(5, 50);
  }

  /** How many of this kind went unrecorded since the last entry, or -1 when this one does too. */
  public synchronized long admit(String kind) {
    long now = System.nanoTime();
    var bucket = buckets.computeIfAbsent(kind, unseen -> new Bucket(burst, now));
    bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.at) / 1e9 * perSecond);
    bucket.at = now;
    if (bucket.tokens < 1) {
      bucket.missed++;
      return -1;
    }
    bucket.tokens--;
    long missed = bucket.missed;
    bucket.missed = 0;
    return missed;
  }

  private static final class Bucket {
    private double tokens;
    private long at;
    private long missed;

    Bucket(double tokens, long at) {
      this.tokens = tokens;
      this.at = at;
    }
  }
}
