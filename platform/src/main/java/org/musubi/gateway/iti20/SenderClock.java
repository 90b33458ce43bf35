package org.musubi.gateway.iti20;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.atna.StatedTime;
import org.musubi.ihe.devicelog.CorrectedTime.Mark;
import org.musubi.ihe.devicelog.DeviceClocks;

/**
 * What a sender says of the time. It is kept as it was stated; beside it stands when it happened by
 * our clock, as well as that is known, and where that comes from: {@code STATED}, {@code CORRECTED}
 * by the offset of the sender's clock, {@code ARRIVAL}.
 */
final class SenderClock {
  private final DeviceClocks clocks = DeviceClocks.usual();

  /**
   * Notes the time of a message that was sent at once.
   *
   * @param device whose clock it is; null when the message does not say, then that of its address
   * @param sent when the message was sent, by the device's clock; null when it does not say
   * @param happened when it happened, by the same clock; null when it does not say
   */
  void note(
      Draft draft,
      @Nullable String device,
      @Nullable StatedTime sent,
      @Nullable StatedTime happened) {
    var whose = device == null ? draft.sender.address().getHostAddress() : device;
    var key = draft.sender.actor().member() + " " + whose;
    var seen = clocks.correct(key, sent == null ? happened : sent, draft.arrived);
    var stated = happened == null ? sent : happened;
    if (stated != null) {
      draft.facts.put("stated", stated.at());
      if (!stated.complete()) {
        draft.facts.put("stated-zone", "none");
      }
    }
    draft.facts.put("clock", seen.mark());
    if (!seen.offset().isZero()) {
      draft.facts.put("clock-offset", seen.offset());
    }
    if (seen.mark() == Mark.CORRECTED && stated != null) {
      draft.facts.put("happened", stated.at().plus(seen.offset()));
    }
  }

  /**
   * Notes the time of what may have been kept before it was sent: how wrong the clock is cannot be
   * told, only that it is ahead.
   */
  static void note(Draft draft, Instant stated) {
    draft.facts.put("stated", stated);
    boolean ahead = stated.isAfter(draft.arrived.plus(Duration.ofSeconds(2)));
    draft.facts.put("clock", ahead ? "AHEAD" : "UNCHECKED");
  }
}
