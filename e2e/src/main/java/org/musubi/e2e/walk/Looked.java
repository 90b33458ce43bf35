package org.musubi.e2e.walk;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One row of the history that a patient is shown.
 *
 * @param position in the log
 * @param act the act's number, 受付番号
 * @param assertion id of the assertion that showed the reader; empty when it was another proof
 * @param statement whether the patient said yes or no with it
 * @param released SHA-256 by document unique id of what was, or may have been, seen
 */
public record Looked(
    long position, String act, String assertion, boolean statement, Map<String, String> released) {
  private static final Pattern POSITION = Pattern.compile("<summary>(\\d+)</summary>");
  private static final Pattern ACT = Pattern.compile("data-act=\"([^\"]+)\"");
  private static final Pattern ASSERTION = Pattern.compile("class=\"assertion\">([^<]*)<");
  private static final Pattern DOCUMENT =
      Pattern.compile("data-document=\"([^\"]+)\"[^>]*>([0-9a-f]{64})<");

  public Looked {
    released = Map.copyOf(released);
  }

  /** The newest rows, as many as one page shows. */
  public static List<Looked> all(PatientPages patient) throws IOException {
    return read(patient.history());
  }

  /** All rows down to a position of the log, newest first. */
  public static List<Looked> after(PatientPages patient, long position) throws IOException {
    return read(patient.historyAfter(position));
  }

  private static List<Looked> read(List<String> rows) {
    return rows.stream().filter(row -> POSITION.matcher(row).find()).map(Looked::read).toList();
  }

  static Looked read(String row) {
    var released = new HashMap<String, String>();
    if (row.contains("閲覧されました") || row.contains("送信を確認できません") || row.contains("途中まで")) {
      var document = DOCUMENT.matcher(row);
      while (document.find()) {
        released.put(document.group(1), document.group(2));
      }
    }
    return new Looked(
        Long.parseLong(group(POSITION, row)),
        group(ACT, row),
        group(ASSERTION, row),
        row.contains("<td>同意</td>") || row.contains("<td>同意撤回</td>"),
        released);
  }

  private static String group(Pattern pattern, String row) {
    var found = pattern.matcher(row);
    return found.find() ? found.group(1) : "";
  }
}
