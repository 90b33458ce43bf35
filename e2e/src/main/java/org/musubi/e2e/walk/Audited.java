package org.musubi.e2e.walk;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A release of a document as the audit trail shows it to the patient herself.
 *
 * @param sha256 of the released bytes
 * @param position in the log
 * @param verdict of the inspection, as the page says it
 */
public record Audited(String sha256, long position, String verdict) {
  private static final int TRIES = 50;

  /**
   * The latest release beyond a position, from the history of the signed-in patient. The index
   * behind that page follows the log by moments, so it is read again for a while.
   *
   * @param after {@link #lastPosition} before the document was asked for: what was released earlier
   *     is no record of this act
   */
  public static Audited release(PatientPages patient, String uniqueId, long after)
      throws IOException {
    for (int i = 0; i < TRIES; i++) {
      var found = latest(patient.history(), uniqueId, after);
      if (found.isPresent()) {
        return found.get();
      }
      pause();
    }
    throw new IOException(
        "the history shows no release of " + uniqueId + " beyond position " + after);
  }

  static Optional<Audited> latest(List<String> rows, String uniqueId, long after) {
    return rows.stream()
        .flatMap(row -> read(row, uniqueId).stream())
        .filter(each -> each.position() > after)
        .max(Comparator.comparingLong(Audited::position));
  }

  private static Optional<Audited> read(String row, String uniqueId) {
    var sha256 =
        Pattern.compile("data-document=\"" + Pattern.quote(uniqueId) + "\"[^>]*>([0-9a-f]{64})<")
            .matcher(row);
    boolean disclosed =
        row.contains("閲覧されました") || row.contains("送信を確認できません") || row.contains("途中まで");
    if (!disclosed || !sha256.find()) {
      return Optional.empty();
    }
    return Optional.of(
        new Audited(sha256.group(1), position(row), group(row, "class=\"verdict\">([^<]*)<")));
  }

  /** The highest position in the history; -1 when it is empty. */
  public static long lastPosition(PatientPages patient) throws IOException {
    return patient.history().stream().mapToLong(Audited::position).max().orElse(-1);
  }

  private static long position(String row) {
    return Long.parseLong(group(row, "<summary>(\\d+)</summary>"));
  }

  private static String group(String row, String pattern) {
    var found = Pattern.compile(pattern).matcher(row);
    return found.find() ? found.group(1) : "-1";
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
