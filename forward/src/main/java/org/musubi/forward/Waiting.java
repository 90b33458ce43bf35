package org.musubi.forward;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a receiver: longer each time, up to five minutes, each time with a line that says where
 * it stands; and with another line when the receiver is back.
 */
final class Waiting {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final String whom;
  private final Duration first;
  private final Consumer<String> say;
  private @Nullable Duration now;

  Waiting(String whom, Duration first, Consumer<String> say) {
    this.whom = whom;
    this.first = first;
    this.say = say;
  }

  /** How long to wait next. */
  Duration next() {
    return now == null ? first : now;
  }

  /**
   * Waited that long in vain.
   *
   * @param position the first entry that is not confirmed
   */
  void inVain(long position, @Nullable String why) {
    say.accept(
        whom
            + " does not take entry "
            + position
            + "; waiting on"
            + (why == null ? "" : " (" + why + ")"));
    var longer = next().multipliedBy(2);
    now = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
  }

  /** It was confirmed. */
  void over() {
    if (now != null) {
      say.accept(whom + " takes entries again");
      now = null;
    }
  }
}
