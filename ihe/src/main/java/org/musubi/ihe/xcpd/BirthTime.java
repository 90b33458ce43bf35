package org.musubi.ihe.xcpd;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.musubi.ihe.xml.Element;

/**
 * A date of birth, exact, approximate ({@code 196308}) or between two bounds (ITI TF-2 Table
 * 3.55.4.1.2.2-1: IVL&lt;TS&gt;).
 *
 * @param low HL7 TS, {@code YYYY[MM[DD…]]}
 * @param high HL7 TS; the same as {@code low} unless it is a range
 */
public record BirthTime(String low, String high) {
  private static final Pattern TS =
      Pattern.compile("[0-9]{4}(?:[0-9]{2}){0,5}(?:\\.[0-9]{1,4})?(?:[+-][0-9]{4})?");

  /**
   * @throws IllegalArgumentException when a bound is no HL7 TS, or names no date
   */
  public BirthTime {
    if (bound(low, false).isEmpty() || bound(high, true).isEmpty()) {
      throw new IllegalArgumentException("a date of birth is YYYY[MM[DD]], and a date that exists");
    }
  }

  /** As precise as the text. */
  public static BirthTime of(String value) {
    return new BirthTime(value, value);
  }

  public static BirthTime of(LocalDate date) {
    return of(DateTimeFormatter.BASIC_ISO_DATE.format(date));
  }

  /** The first day it can mean. */
  public LocalDate earliest() {
    return bound(low, false).orElseThrow();
  }

  /** The last day it can mean. */
  public LocalDate latest() {
    return bound(high, true).orElseThrow();
  }

  /** The day, when it is exactly one. */
  public Optional<LocalDate> date() {
    return earliest().equals(latest()) ? Optional.of(earliest()) : Optional.empty();
  }

  private static Optional<LocalDate> bound(String text, boolean last) {
    if (!TS.matcher(text).matches()) {
      return Optional.empty();
    }
    String digits = text.split("[.+-]", 2)[0];
    try {
      int year = Integer.parseInt(digits.substring(0, 4));
      if (digits.length() >= 8) {
        return Optional.of(
            LocalDate.parse(digits.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE));
      }
      int month = digits.length() == 6 ? Integer.parseInt(digits.substring(4)) : last ? 12 : 1;
      YearMonth span = YearMonth.of(year, month);
      return Optional.of(last ? span.atEndOfMonth() : span.atDay(1));
    } catch (DateTimeException noSuchDate) {
      return Optional.empty();
    }
  }

  /** Reads {@code value} or {@code low}/{@code high}; empty when there is neither. */
  static Optional<BirthTime> read(Element element) {
    Optional<String> value = element.attribute("value");
    Optional<String> low = value.or(() -> side(element, "low"));
    Optional<String> high = value.or(() -> side(element, "high"));
    if (low.isEmpty() && high.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new BirthTime(low.orElse("0001"), high.orElse("9999")));
  }

  private static Optional<String> side(Element element, String name) {
    return element.first(Hl7v3.NS, name).flatMap(bound -> bound.attribute("value"));
  }

  Element write(String element) {
    Element.Builder builder = Element.of(Hl7v3.NS, element);
    if (low.equals(high)) {
      return builder.attribute("value", low).build();
    }
    return builder
        .add(Element.of(Hl7v3.NS, "low").attribute("value", low).build())
        .add(Element.of(Hl7v3.NS, "high").attribute("value", high).build())
        .build();
  }

  /** Nothing of the date: it does not belong into logs. */
  @Override
  public String toString() {
    return "BirthTime[…]";
  }
}
