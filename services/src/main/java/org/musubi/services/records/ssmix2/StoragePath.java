package org.musubi.services.records.ssmix2;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a file of a 標準化ストレージ lies, and what its name says: {@code
 * ID[0:3]/ID[3:6]/ID/診療日/データ種別/ID_診療日_種別_オーダ番号_発生日時_診療科_フラグ}.
 *
 * @param patient 患者 ID
 * @param date 診療日, {@code -} for basic information
 * @param type データ種別, e.g. {@code OMP-01}
 * @param order オーダ番号
 * @param occurred 発生日時, {@code YYYYMMDDhhmmssSSS}
 * @param department 診療科, {@code -} for none
 * @param flag コンディションフラグ: 1 in force, 0 deleted, 2 (meaning not confirmed)
 */
record StoragePath(
    String patient,
    String date,
    String type,
    String order,
    String occurred,
    String department,
    char flag) {

  private static final Pattern NAME =
      Pattern.compile(
          "([^_/\\s]{3,64})_([0-9]{8}|-)_([A-Z]{3}(?:-[0-9]{2})?)_([0-9A-Za-z-]{1,20})"
              + "_([0-9]{17})_([^_/\\s]{1,16})_([012])");
  private static final Set<String> TYPES =
      Set.of(
          "ADT-00", "ADT-01", "ADT-12", "ADT-21", "ADT-22", "ADT-31", "ADT-32", "ADT-41", "ADT-42",
          "ADT-51", "ADT-52", "ADT-61", "PPR-01", "OMD", "OMP-01", "OMP-02", "OMP-11", "OMP-12",
          "OML-01", "OML-11", "OMG-01", "OMG-02", "OMG-03", "OMG-11", "OMG-12", "OMG-13");
  private static final Set<String> BASIC = Set.of("ADT-00", "ADT-61", "PPR-01");
  private static final int DEPTH = 6;

  /** What a path turned out to be. */
  sealed interface Reading {}

  /** It follows the rule. */
  record Placed(StoragePath path) implements Reading {}

  /** It does not. */
  record Misplaced(String reason) implements Reading {}

  /** Reads a path relative to the root of the storage. */
  static Reading read(Path relative) {
    if (relative.getNameCount() != DEPTH) {
      return new Misplaced("DEPTH");
    }
    var matcher = NAME.matcher(relative.getName(DEPTH - 1).toString());
    if (!matcher.matches()) {
      return new Misplaced("NAME");
    }
    var path =
        new StoragePath(
            matcher.group(1),
            matcher.group(2),
            matcher.group(3),
            matcher.group(4),
            matcher.group(5),
            matcher.group(6),
            matcher.group(7).charAt(0));
    return path.problem(relative).<Reading>map(Misplaced::new).orElse(new Placed(path));
  }

  private Optional<String> problem(Path relative) {
    var folders = List.of(part(patient, 0), part(patient, 3), patient, date, type);
    for (int i = 0; i < folders.size(); i++) {
      if (!relative.getName(i).toString().equals(folders.get(i))) {
        return Optional.of("FOLDER");
      }
    }
    if (!TYPES.contains(type)) {
      return Optional.of("TYPE");
    }
    return BASIC.contains(type) == date.equals("-") ? Optional.empty() : Optional.of("DATE");
  }

  private static String part(String id, int from) {
    return id.substring(Math.min(from, id.length()), Math.min(from + 3, id.length()));
  }

  /** What versions of one thing have in common: a later file of the same subject supersedes. */
  String subject() {
    return String.join("_", patient, date, type, order);
  }
}
