package org.musubi.ihe.xds;

import static org.musubi.ihe.xds.Ebxml.RIM;

import java.util.List;
import java.util.Optional;
import org.musubi.ihe.xml.Element;

/**
 * A typed view over an {@code Association} (ITI TF-3 4.2.2).
 *
 * @param element the {@code Association}
 */
public record Association(Element element) {
  /** Membership of a submission set or folder. */
  public static final String HAS_MEMBER =
      "urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember";

  /** The source replaces the target. */
  public static final String REPLACES = "urn:ihe:iti:2007:AssociationType:RPLC";

  /**
   * @throws IllegalArgumentException when the element is no Association
   */
  public Association {
    if (!element.is(RIM, "Association")) {
      throw new IllegalArgumentException("an association is an Association");
    }
  }

  /** A new association. */
  public static Association of(String id, String type, String source, String target) {
    return new Association(
        Element.of(RIM, "rim:Association")
            .attribute("id", id)
            .attribute("associationType", type)
            .attribute("sourceObject", source)
            .attribute("targetObject", target)
            .build());
  }

  /** An original member of a submission set. */
  public static Association member(String submissionSet, String entry) {
    Association plain = of(Rim.derived(submissionSet, entry), HAS_MEMBER, submissionSet, entry);
    return new Association(Rim.withSlot(plain.element, "SubmissionSetStatus", List.of("Original")));
  }

  /** The view, when the element is an Association. */
  public static Optional<Association> of(Element element) {
    return element.is(RIM, "Association")
        ? Optional.of(new Association(element))
        : Optional.empty();
  }

  public String id() {
    return element.attribute("id").orElse("");
  }

  public String type() {
    return element.attribute("associationType").orElse("");
  }

  public String source() {
    return element.attribute("sourceObject").orElse("");
  }

  public String target() {
    return element.attribute("targetObject").orElse("");
  }
}
