package org.musubi.ihe.xml;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The namespace bindings around an element, as a persistent chain. A subtree keeps the scope it was
 * read in, so that it can be moved to another message without losing what its prefixes mean.
 */
final class Scope {
  static final Scope EMPTY = new Scope(null, "", "");

  private final @Nullable Scope outer;
  private final String prefix;
  private final String uri;

  private Scope(@Nullable Scope outer, String prefix, String uri) {
    this.outer = outer;
    this.prefix = prefix;
    this.uri = uri;
  }

  Scope with(Iterable<Declaration> declarations) {
    var scope = this;
    for (var declaration : declarations) {
      scope = new Scope(scope, declaration.prefix(), declaration.uri());
    }
    return scope;
  }

  /** The namespace bound to a prefix; null when the prefix is not bound, empty for no namespace. */
  @Nullable String uri(String wanted) {
    if (wanted.equals("xml")) {
      return Xml.XML;
    }
    for (var scope = this; scope != null; scope = scope.outer) {
      if (scope.prefix.equals(wanted)) {
        return scope.uri.isEmpty() && !wanted.isEmpty() ? null : scope.uri;
      }
    }
    return null;
  }

  /** All bindings in force, the innermost of each prefix, outermost first. */
  Map<String, String> bindings() {
    var found = new LinkedHashMap<String, String>();
    for (var scope = this; scope != null; scope = scope.outer) {
      found.putIfAbsent(scope.prefix, scope.uri);
    }
    found.remove("", "");
    return found.reversed();
  }
}
