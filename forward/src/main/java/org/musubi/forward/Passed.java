package org.musubi.forward;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry as it leaves. {@code toString} shows the position only.
 *
 * @param position its index in the log
 * @param kind {@code act}, {@code end}, {@code log} or {@code unknown}
 * @param at when it was done
 * @param act the act's id
 * @param action what was done; an act has one
 * @param result of an act whether it was let, of an end how it ended
 * @param member who acted
 * @param facility where
 * @param correlation joins the acts of one request
 * @param json the whole of it, UTF-8
 */
record Passed(
    long position,
    String kind,
    @Nullable Instant at,
    @Nullable String act,
    @Nullable String action,
    @Nullable String result,
    @Nullable String member,
    @Nullable String facility,
    @Nullable String correlation,
    byte[] json) {
  private static final Set<String> BAD = Set.of("REFUSED", "FAILED", "ABORTED");

  /** Whether something was refused, failed or was broken off. */
  boolean bad() {
    return result != null && BAD.contains(result);
  }

  @Override
  public String toString() {
    return "Passed[" + position + "]";
  }
}
