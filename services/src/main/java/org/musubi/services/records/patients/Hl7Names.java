package org.musubi.services.records.patients;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names as HL7 v2 XPN has them in Japan: {@code family^given^^^^^L^I} as written, {@code …^P} in
 * kana, repetitions joined by {@code ~}. Without a representation code the script decides.
 */
public final class Hl7Names {
  private Hl7Names() {}

  /** The name said by all repetitions together; {@link PersonName#NONE} when they say none. */
  public static PersonName read(List<String> repetitions) {
    @Nullable String[] written = {null, null};
    @Nullable String[] kana = {null, null};
    for (var repetition : repetitions) {
      String[] parts = repetition.split("\\^", -1);
      String family = part(parts, 0);
      String given = part(parts, 1);
      if (family == null) {
        continue;
      }
      @Nullable String[] target = isKana(parts, family) ? kana : written;
      if (target[0] == null) {
        target[0] = family;
        target[1] = given;
      }
    }
    return new PersonName(written[0], written[1], kana[0], kana[1]);
  }

  /**
   * The patient of XDS's {@code sourcePatientInfo} slot ({@code PID-5|…}, {@code PID-7|…}, {@code
   * PID-8|…}; ITI TF-3 4.2.3.2.23), with the given number.
   */
  public static Patient ofSourcePatientInfo(String number, List<String> values) {
    Map<String, List<String>> fields =
        values.stream()
            .filter(value -> value.indexOf('|') > 0)
            .collect(
                Collectors.groupingBy(
                    value -> value.substring(0, value.indexOf('|')),
                    Collectors.mapping(
                        value -> value.substring(value.indexOf('|') + 1), Collectors.toList())));
    var names =
        fields.getOrDefault("PID-5", List.of()).stream()
            .flatMap(value -> List.of(value.split("~", -1)).stream())
            .toList();
    return new Patient(
        number,
        read(names),
        Dates.day(first(fields, "PID-7")),
        Patient.Sex.of(first(fields, "PID-8")),
        null);
  }

  private static @Nullable String first(Map<String, List<String>> fields, String name) {
    var values = fields.get(name);
    return values == null ? null : values.getFirst().strip();
  }

  private static boolean isKana(String[] parts, String family) {
    String code = part(parts, 7);
    if (code != null) {
      return code.equals("P");
    }
    return PersonName.fold(family).codePoints().allMatch(c -> c >= 0x30A0 && c <= 0x30FF);
  }

  /** HL7 family names may carry sub-components; the first is the name. */
  private static @Nullable String part(String[] parts, int index) {
    String text = index < parts.length ? parts[index].split("&", -1)[0].strip() : "";
    return text.isEmpty() || text.equals("\"\"") ? null : text;
  }
}
