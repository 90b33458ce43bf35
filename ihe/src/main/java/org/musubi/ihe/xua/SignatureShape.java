package org.musubi.ihe.xua;

import static org.musubi.ihe.xua.Saml.DS;
import static org.musubi.ihe.xua.Saml.EXC_C14N;
import static org.musubi.ihe.xua.Saml.NS;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.xml.Attribute;
import org.musubi.ihe.xml.Element;

/**
 * Whether the signature can only mean this one assertion, decided on the tree before any
 * cryptography: one signature, directly in the root, one reference, to the root, through nothing
 * but the enveloped and exclusive canonicalisation transforms, no id twice, no assertion inside.
 * What is left is the only form that SAML 2.0 Core 5.4 needs, so that nothing can be wrapped.
 */
final class SignatureShape {
  private static final String ENVELOPED = DS + "enveloped-signature";
  private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";
  private static final Set<String> DIGESTS =
      Set.of(
          "http://www.w3.org/2001/04/xmlenc#sha256",
          "http://www.w3.org/2001/04/xmldsig-more#sha384",
          "http://www.w3.org/2001/04/xmlenc#sha512");
  private static final Set<String> RSA =
      Set.of(MORE + "rsa-sha256", MORE + "rsa-sha384", MORE + "rsa-sha512");
  private static final Set<String> ECDSA =
      Set.of(MORE + "ecdsa-sha256", MORE + "ecdsa-sha384", MORE + "ecdsa-sha512");
  private static final Set<String> NESTED = Set.of("Assertion", "EncryptedAssertion", "Advice");

  private SignatureShape() {}

  /** What is wrong with it; empty when it is exactly as it must be. */
  static Optional<Reason> problem(Element assertion) {
    List<Element> signatures = assertion.descendants(DS, "Signature").toList();
    if (signatures.isEmpty()) {
      return Optional.of(Reason.UNSIGNED);
    }
    if (signatures.size() != 1
        || assertion.all(DS, "Signature").size() != 1
        || nests(assertion)
        || idTwice(assertion)) {
      return Optional.of(Reason.WRAPPED);
    }
    return signature(signatures.getFirst(), assertion.attribute("ID").orElse(""));
  }

  /** The kind of key that the signature asks for: {@code RSA} or {@code EC}. */
  static String keyKind(Element assertion) {
    String algorithm =
        assertion
            .first(DS, "Signature")
            .flatMap(signature -> signature.first(DS, "SignedInfo"))
            .map(info -> algorithm(info, "SignatureMethod"))
            .orElse("");
    return RSA.contains(algorithm) ? "RSA" : "EC";
  }

  private static boolean nests(Element assertion) {
    return assertion
        .descendants()
        .anyMatch(e -> e.namespace().equals(NS) && NESTED.contains(e.name()));
  }

  private static boolean idTwice(Element assertion) {
    Set<String> seen = new HashSet<>();
    return Stream.concat(Stream.of(assertion), assertion.descendants())
        .flatMap(element -> element.attributes().stream())
        .filter(attribute -> attribute.name().equalsIgnoreCase("id"))
        .map(Attribute::value)
        .anyMatch(id -> !seen.add(id));
  }

  private static Optional<Reason> signature(Element signature, String id) {
    Element info = signature.first(DS, "SignedInfo").orElse(signature);
    Element reference = info.first(DS, "Reference").orElse(signature);
    String uri = reference.attribute("URI").orElse("missing");
    boolean covers = uri.isEmpty() || uri.equals("#" + id);
    if (!consistsOf(signature, List.of("SignedInfo", "SignatureValue"), "KeyInfo")
        || !consistsOf(
            info, List.of("CanonicalizationMethod", "SignatureMethod", "Reference"), null)
        || !consistsOf(reference, List.of("Transforms", "DigestMethod", "DigestValue"), null)
        || !covers
        || !transforms(reference.first(DS, "Transforms").orElse(reference))) {
      return Optional.of(Reason.WRAPPED);
    }
    String method = algorithm(info, "SignatureMethod");
    boolean accepted =
        algorithm(info, "CanonicalizationMethod").equals(EXC_C14N)
            && (RSA.contains(method) || ECDSA.contains(method))
            && DIGESTS.contains(algorithm(reference, "DigestMethod"));
    return accepted ? Optional.empty() : Optional.of(Reason.WEAK_ALGORITHM);
  }

  private static boolean consistsOf(
      Element element, List<String> names, @Nullable String optional) {
    List<Element> children = element.children();
    boolean extra =
        optional != null
            && children.size() == names.size() + 1
            && children.getLast().is(DS, optional);
    if (children.size() != names.size() && !extra) {
      return false;
    }
    for (int i = 0; i < names.size(); i++) {
      if (!children.get(i).is(DS, names.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean transforms(Element transforms) {
    List<Element> steps = transforms.children();
    return steps.size() == 2
        && steps.stream().allMatch(step -> step.is(DS, "Transform"))
        && steps.get(0).attribute("Algorithm").filter(ENVELOPED::equals).isPresent()
        && steps.get(0).children().isEmpty()
        && steps.get(1).attribute("Algorithm").filter(EXC_C14N::equals).isPresent()
        && steps.get(1).children().stream().allMatch(c -> c.is(EXC_C14N, "InclusiveNamespaces"));
  }

  private static String algorithm(Element parent, String name) {
    return parent.first(DS, name).flatMap(e -> e.attribute("Algorithm")).orElse("");
  }
}
