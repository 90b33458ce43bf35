package org.musubi.ihe.xua;

import static org.musubi.ihe.xua.Saml.HL7;
import static org.musubi.ihe.xua.Saml.NS;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.Coded;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.xml.Element;

/**
 * Reads the XUA attributes. Each may be stated once, with one value: which of two roles, or of two
 * organisations, would count is not for us to choose.
 */
final class RequesterAttributes {
  private final Map<String, List<Element>> values = new HashMap<>();

  RequesterAttributes(Element assertion) throws Unacceptable {
    for (Element statement : assertion.all(NS, "AttributeStatement")) {
      for (Element attribute : statement.all(NS, "Attribute")) {
        String name = attribute.attribute("Name").orElse("");
        if (values.put(name, attribute.all(NS, "AttributeValue")) != null) {
          throw new Unacceptable(Reason.ATTRIBUTE_AMBIGUOUS);
        }
      }
    }
  }

  Requester read(String subject) throws Unacceptable {
    String organisation = text(Saml.ORGANISATION_ID, Reason.ORGANISATION_MISSING);
    if (organisation == null) {
      throw new Unacceptable(Reason.ORGANISATION_MISSING);
    }
    return new Requester(
        subject,
        text(Saml.SUBJECT_ID, Reason.ATTRIBUTE_AMBIGUOUS),
        coded(Saml.ROLE, Reason.ROLE_MISSING),
        organisation,
        text(Saml.ORGANISATION, Reason.ATTRIBUTE_AMBIGUOUS),
        coded(Saml.PURPOSE, Reason.PURPOSE_MISSING),
        home(),
        text(Saml.RESOURCE_ID, Reason.ATTRIBUTE_AMBIGUOUS));
  }

  private @Nullable HomeCommunityId home() throws Unacceptable {
    String home = text(Saml.HOME, Reason.ATTRIBUTE_AMBIGUOUS);
    try {
      return home == null ? null : HomeCommunityId.parse(home);
    } catch (IllegalArgumentException wrong) {
      throw new Unacceptable(Reason.ATTRIBUTE_AMBIGUOUS);
    }
  }

  /** The single text of an attribute; null when it is absent or blank. */
  private @Nullable String text(String name, Reason otherwise) throws Unacceptable {
    List<Element> found = values.getOrDefault(name, List.of());
    if (found.isEmpty()) {
      return null;
    }
    if (found.size() != 1 || !found.getFirst().children().isEmpty()) {
      throw new Unacceptable(otherwise);
    }
    String text = found.getFirst().text().strip();
    return text.isEmpty() ? null : text;
  }

  /** A CE inside the value, or the value itself being one. */
  private Coded coded(String name, Reason otherwise) throws Unacceptable {
    List<Element> found = values.getOrDefault(name, List.of());
    if (found.size() != 1) {
      throw new Unacceptable(otherwise);
    }
    List<Element> inside = found.getFirst().children();
    Element code = inside.isEmpty() ? found.getFirst() : inside.getFirst();
    boolean readable = inside.isEmpty() || (inside.size() == 1 && code.namespace().equals(HL7));
    String value = code.attribute("code").orElse("");
    String system = code.attribute("codeSystem").orElse("");
    if (!readable || value.isBlank() || system.isBlank()) {
      throw new Unacceptable(otherwise);
    }
    return new Coded(value, system, code.attribute("displayName").orElse(null));
  }
}
