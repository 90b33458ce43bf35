package org.musubi.ihe.xds;

import static org.musubi.ihe.xds.Ebxml.RIM;
import static org.musubi.ihe.xds.Ebxml.RS;
import static org.musubi.ihe.xds.Ebxml.XDSB;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.xml.Element;

/**
 * Where a community puts its name into an answer.
 *
 * <p>ITI TF-2 3.38.4.1.3: {@code ExtrinsicObject} and {@code RegistryPackage} (LeafClass) and
 * {@code ObjectRef} (ObjectRef) shall carry the ebRIM attribute {@code home}; every {@code
 * RegistryError} shall have its {@code location} set to the homeCommunityId. {@code Association}
 * may carry {@code home} too (ebRIM IdentifiableType), so that a hub's reader can tell whose it is.
 * ITI TF-2 3.39.4.1.3 and 3.43.4.2.2: every {@code DocumentResponse} repeats the {@code
 * HomeCommunityId}, and errors name it in {@code location}.
 */
public final class HomeAttribute {
  private static final Set<String> REQUIRED =
      Set.of("ExtrinsicObject", "RegistryPackage", "ObjectRef");

  private HomeAttribute() {}

  /**
   * The answer with the community's name in every such place; a name already there is overwritten,
   * so that a community can only speak for itself. Everything else stays as received.
   */
  public static Element setEverywhere(Element answer, HomeCommunityId home) {
    if (answer.namespace().equals(RIM)
        && (REQUIRED.contains(answer.name()) || answer.name().equals("Association"))) {
      return answer.withAttribute("home", home.toString());
    }
    if (answer.is(RS, "RegistryError")) {
      return answer.withAttribute("location", home.toString());
    }
    if (answer.is(XDSB, "DocumentResponse")) {
      return withHomeElement(answer, home);
    }
    return answer.children().isEmpty()
        ? answer
        : answer.mapChildren(child -> setEverywhere(child, home));
  }

  private static Element withHomeElement(Element response, HomeCommunityId home) {
    String prefix = response.prefix().isEmpty() ? "" : response.prefix() + ":";
    List<Element> children = new ArrayList<>();
    children.add(Element.text(XDSB, prefix + "HomeCommunityId", home.toString()));
    for (Element child : response.children()) {
      if (!child.is(XDSB, "HomeCommunityId")) {
        children.add(child);
      }
    }
    return response.withContent(children);
  }

  /**
   * The elements of a query answer that should name their community and name none, or not that one:
   * an initiating gateway answers {@code XDSMissingHomeCommunityId} for them (3.38.4.1.3).
   *
   * @return element names with their registry object id, empty when all is well
   */
  public static List<String> missing(Element answer, HomeCommunityId expected) {
    return answer
        .descendants()
        .filter(e -> e.namespace().equals(RIM) && REQUIRED.contains(e.name()))
        .filter(e -> e.attribute("home").filter(expected.toString()::equals).isEmpty())
        .map(e -> e.name() + " " + e.attribute("id").orElse("without id"))
        .toList();
  }
}
