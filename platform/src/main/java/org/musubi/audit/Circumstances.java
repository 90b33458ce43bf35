package org.musubi.audit;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.musubi.core.Uuid7;

/**
 * Where an act came from and what it belongs to. The edge that takes a request in says it once
 * ({@link #during}); every event recorded while that lasts carries it, without each room having to
 * hand it on. Threads that work on the request's behalf take it along ({@link #carried}).
 *
 * @param address IP address the request came from, in its text form; null for what the platform
 *     does of itself
 * @param device what the requester said of its device, a User-Agent or a host name: a claim, at
 *     most 256 characters
 * @param correlation one for everything that came of one request, across the hub; null for what
 *     stands alone
 */
public record Circumstances(
    @Nullable String address, @Nullable String device, @Nullable UUID correlation) {
  /** Nothing is known. */
  public static final Circumstances NONE = new Circumstances(null, null, null);

  private static final ScopedValue<Circumstances> CURRENT = ScopedValue.newInstance();

  public Circumstances {
    if (address != null) {
      Bounds.text("address", address, 64);
    }
    if (device != null) {
      Bounds.text("device", device, 256);
    }
  }

  /** A request that has just come in. A device's claim is cut to its form. */
  public static Circumstances ofRequest(
      @Nullable String address, @Nullable String device, InstantSource clock) {
    return new Circumstances(address, device == null ? null : claim(device), Uuid7.next(clock));
  }

  private static @Nullable String claim(String device) {
    var shown = device.replaceAll("\\p{Cntrl}", " ").strip();
    return shown.isEmpty() ? null : shown.substring(0, Math.min(256, shown.length()));
  }

  /** Those of the request that this thread works for; {@link #NONE} when it works for none. */
  public static Circumstances current() {
    return CURRENT.orElse(NONE);
  }

  /** Does something under these circumstances. */
  public <T extends @Nullable Object> T during(Callable<T> work) throws Exception {
    return ScopedValue.where(CURRENT, this).call(work::call);
  }

  /** The same work, to be done by another thread under the circumstances of this one. */
  public static Runnable carried(Runnable work) {
    var here = current();
    return () -> ScopedValue.where(CURRENT, here).run(work);
  }
}
