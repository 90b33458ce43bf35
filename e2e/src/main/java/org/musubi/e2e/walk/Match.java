package org.musubi.e2e.walk;

import java.util.ArrayList;
import java.util.List;
import org.musubi.e2e.wire.Xml;
import org.w3c.dom.Element;

/**
 * A community that knows the patient, and under which identifier (one registrationEvent of an
 * answer to ITI-55).
 *
 * @param home its homeCommunityId, with {@code urn:oid:}
 * @param assigner OID of whoever gave the identifier
 * @param identifier the identifier
 */
public record Match(String home, String assigner, String identifier) {
  /** The identifier as CX. */
  public String cx() {
    return identifier + "^^^&" + assigner + "&ISO";
  }

  /** Every match of an answer, in its order. */
  public static List<Match> in(Xml answer) {
    var matches = new ArrayList<Match>();
    for (var event : answer.all("registrationEvent")) {
      var patient = child(event, "patient");
      var id = child(patient, "id");
      var home = child(child(child(event, "custodian"), "assignedEntity"), "id");
      matches.add(
          new Match(
              "urn:oid:" + home.getAttribute("root"),
              id.getAttribute("root"),
              id.getAttribute("extension")));
    }
    return matches;
  }

  private static Element child(Element parent, String name) {
    return (Element) parent.getElementsByTagNameNS("*", name).item(0);
  }
}
