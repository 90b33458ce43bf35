package org.musubi.ihe.xml;

import java.util.ArrayList;
import java.util.List;

/** Which namespaces must be declared on an element where it is written. */
final class Bindings {
  private Bindings() {}

  /**
   * The declarations to write: the element's own, then whatever its names and its values may need
   * and the place it is written to does not give.
   */
  static List<Declaration> missing(Element element, Scope here, Scope settled) {
    var needed = new ArrayList<>(element.declarations());
    if (element.around() != settled && element.around() != Scope.EMPTY) {
      element.around().bindings().forEach((prefix, uri) -> need(needed, here, prefix, uri));
    }
    need(needed, here, element.prefix(), element.namespace());
    for (var attribute : element.attributes()) {
      if (!attribute.prefix().isEmpty()) {
        need(needed, here, attribute.prefix(), attribute.namespace());
      }
    }
    return needed;
  }

  /** Whether every binding of a scope is in force here too. */
  static boolean hold(Scope scope, Scope here) {
    return scope.bindings().entrySet().stream()
        .allMatch(binding -> binding.getValue().equals(here.uri(binding.getKey())));
  }

  static String attributeName(Declaration declaration) {
    return declaration.prefix().isEmpty() ? "xmlns" : "xmlns:" + declaration.prefix();
  }

  private static void need(List<Declaration> needed, Scope here, String prefix, String uri) {
    if (prefix.equals("xml")) {
      return;
    }
    for (var declaration : needed) {
      if (declaration.prefix().equals(prefix)) {
        return;
      }
    }
    var bound = here.uri(prefix);
    if (bound == null ? !uri.isEmpty() : !bound.equals(uri)) {
      needed.add(new Declaration(prefix, uri));
    }
  }
}
