package org.musubi.ihe.xds;

import java.util.List;
import java.util.Optional;
import org.musubi.ihe.xml.Element;

/**
 * Who wrote a document (ITI TF-3 4.2.3.1.4): HL7 v2 texts, kept as received.
 *
 * @param persons XCN: {@code id^family^given^…}
 * @param institutions XON: {@code name^^^^^&oid&ISO^^^^code}
 * @param roles plain text or CX-like codes
 * @param specialties plain text or CX-like codes
 */
public record Author(
    List<String> persons, List<String> institutions, List<String> roles, List<String> specialties) {
  public Author {
    persons = List.copyOf(persons);
    institutions = List.copyOf(institutions);
    roles = List.copyOf(roles);
    specialties = List.copyOf(specialties);
  }

  /** A person at an institution. */
  public static Author of(String family, String given, String institution) {
    return new Author(
        List.of("^" + plain(family) + "^" + plain(given)),
        List.of(plain(institution)),
        List.of(),
        List.of());
  }

  static Author read(Element classification) {
    return new Author(
        Ebxml.slot(classification, "authorPerson"),
        Ebxml.slot(classification, "authorInstitution"),
        Ebxml.slot(classification, "authorRole"),
        Ebxml.slot(classification, "authorSpecialty"));
  }

  /** Family and given name of the first person, as a reader expects them in Japan. */
  public Optional<String> displayName() {
    return persons.stream().findFirst().map(Author::nameOf).filter(name -> !name.isBlank());
  }

  /** The name of the first institution. */
  public Optional<String> institutionName() {
    return institutions.stream()
        .findFirst()
        .map(xon -> xon.split("\\^", -1)[0])
        .filter(name -> !name.isBlank());
  }

  private static String nameOf(String xcn) {
    String[] parts = xcn.split("\\^", -1);
    String family = parts.length > 1 ? parts[1].split("&", -1)[0] : "";
    String given = parts.length > 2 ? parts[2] : "";
    return (family + " " + given).strip();
  }

  private static String plain(String text) {
    if (text.chars().anyMatch(c -> c == '^' || c == '&' || c == '~' || c == '|' || c == '\\')) {
      throw new IllegalArgumentException("a name in metadata holds no HL7 delimiter");
    }
    return text;
  }
}
