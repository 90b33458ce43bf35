package org.musubi.ihe.xcpd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.xml.Element;

/**
 * A name of a person, HL7 v3 PN. Characters are kept as they came: half-width kana, combining
 * marks, 外字 of the private use area and characters outside the BMP are neither folded nor
 * normalised.
 *
 * @param family the family name; empty when only the given name is known
 * @param given given names in order, may be empty
 * @param representation the script it is written in; absent when not stated
 */
public record PersonName(
    String family, List<String> given, @Nullable Representation representation) {

  /** The three scripts a Japanese name is written in (HL7 v3 EntityNameUse). */
  public enum Representation {
    /** 漢字. */
    IDEOGRAPHIC("IDE"),
    /** かな, カナ. */
    SYLLABIC("SYL"),
    /** ローマ字. */
    ALPHABETIC("ABC");

    private final String code;

    Representation(String code) {
      this.code = code;
    }

    /** The wire form, a token of {@code use}. */
    public String code() {
      return code;
    }

    static Optional<Representation> among(String use) {
      List<String> tokens = Arrays.asList(use.trim().split("\\s+"));
      return Arrays.stream(values()).filter(value -> tokens.contains(value.code)).findFirst();
    }
  }

  /**
   * @throws IllegalArgumentException when neither family nor given name is there
   */
  public PersonName {
    given = given.stream().filter(one -> !one.isBlank()).toList();
    if (family.isBlank() && given.isEmpty()) {
      throw new IllegalArgumentException("a name has a family or a given name");
    }
  }

  /** A name in one script. */
  public static PersonName of(String family, String given, Representation representation) {
    return new PersonName(family, List.of(given), representation);
  }

  /** Family and given name with a blank between, as a page shows them. */
  public String display() {
    List<String> parts = new ArrayList<>();
    parts.add(family);
    parts.addAll(given);
    parts.removeIf(String::isBlank);
    return String.join(" ", parts);
  }

  /** The name an element of type PN holds; empty when it holds none. */
  static Optional<PersonName> read(Element name) {
    List<String> families = texts(name, "family");
    List<String> given = texts(name, "given");
    String family = families.isEmpty() && given.isEmpty() ? name.text().strip() : "";
    if (!families.isEmpty()) {
      family = String.join(" ", families);
    }
    Representation script = name.attribute("use").flatMap(Representation::among).orElse(null);
    return family.isEmpty() && given.isEmpty()
        ? Optional.empty()
        : Optional.of(new PersonName(family, given, script));
  }

  private static List<String> texts(Element name, String part) {
    return name.all(Hl7v3.NS, part).stream()
        .map(element -> element.text().strip())
        .filter(text -> !text.isEmpty())
        .toList();
  }

  Element write(Element.Builder name) {
    if (representation != null) {
      name.attribute("use", representation.code);
    }
    if (!family.isEmpty()) {
      name.add(Element.text(Hl7v3.NS, "family", family));
    }
    given.forEach(one -> name.add(Element.text(Hl7v3.NS, "given", one)));
    return name.build();
  }

  /** The script only: names do not belong into logs. */
  @Override
  public String toString() {
    return "PersonName[" + representation + "]";
  }
}
