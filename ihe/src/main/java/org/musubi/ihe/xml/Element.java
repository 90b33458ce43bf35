package org.musubi.ihe.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;

/**
 * An immutable XML element that keeps prefixes, declarations, attribute order and white space, so
 * that a signed part canonicalises as it was received, and what the hub does not know is passed on.
 * An element taken out of a message keeps the namespace bindings that were in force around it.
 */
public final class Element implements Node {
  private final String namespace;
  private final String prefix;
  private final String name;
  private final List<Declaration> declarations;
  private final List<Attribute> attributes;
  private final List<Node> content;
  private final Scope around;

  Element(
      String namespace,
      String prefix,
      String name,
      List<Declaration> declarations,
      List<Attribute> attributes,
      List<Node> content,
      Scope around) {
    this.namespace = namespace;
    this.prefix = prefix;
    this.name = name;
    this.declarations = declarations;
    this.attributes = attributes;
    this.content = content;
    this.around = around;
  }

  /**
   * Starts a new element.
   *
   * @param namespace its namespace, empty for none
   * @param qualifiedName {@code prefix:name} or {@code name}
   * @throws IllegalArgumentException when the name is not an XML name, or a prefix has no namespace
   */
  public static Builder of(String namespace, String qualifiedName) {
    return new Builder(namespace, qualifiedName);
  }

  /** An element that holds nothing but text. */
  public static Element text(String namespace, String qualifiedName, String text) {
    return of(namespace, qualifiedName).text(text).build();
  }

  /** The namespace, empty for none. */
  public String namespace() {
    return namespace;
  }

  /** The local name. */
  public String name() {
    return name;
  }

  /** The prefix as written, empty for none. */
  public String prefix() {
    return prefix;
  }

  /** The declarations written on this element. */
  public List<Declaration> declarations() {
    return declarations;
  }

  /** The attributes in the order they were written. */
  public List<Attribute> attributes() {
    return attributes;
  }

  /** Elements and text in document order. */
  public List<Node> content() {
    return content;
  }

  /** Whether this element has that name in that namespace. */
  public boolean is(String namespace, String name) {
    return this.name.equals(name) && this.namespace.equals(namespace);
  }

  /** An attribute without a namespace. */
  public Optional<String> attribute(String name) {
    return attribute("", name);
  }

  /** An attribute in a namespace. */
  public Optional<String> attribute(String namespace, String name) {
    for (var attribute : attributes) {
      if (attribute.name().equals(name) && attribute.namespace().equals(namespace)) {
        return Optional.of(attribute.value());
      }
    }
    return Optional.empty();
  }

  /** The child elements. */
  public List<Element> children() {
    var found = new ArrayList<Element>(content.size());
    for (var node : content) {
      if (node instanceof Element child) {
        found.add(child);
      }
    }
    return found;
  }

  /** The text directly in this element, as written (not trimmed, without that of its children). */
  public String text() {
    if (content.size() == 1 && content.getFirst() instanceof Text(String only)) {
      return only;
    }
    var text = new StringBuilder();
    for (var node : content) {
      if (node instanceof Text(String part)) {
        text.append(part);
      }
    }
    return text.toString();
  }

  /** The first child of that name. */
  public Optional<Element> first(String namespace, String name) {
    for (var node : content) {
      if (node instanceof Element child && child.is(namespace, name)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  /** All children of that name. */
  public List<Element> all(String namespace, String name) {
    return children().stream().filter(child -> child.is(namespace, name)).toList();
  }

  /** All elements of that name below this one, in document order; this one is not among them. */
  public Stream<Element> descendants(String namespace, String name) {
    return descendants().filter(element -> element.is(namespace, name));
  }

  /** All elements below this one, in document order. */
  public Stream<Element> descendants() {
    return children().stream()
        .flatMap(child -> Stream.concat(Stream.of(child), child.descendants()));
  }

  /** The namespace a prefix means here; empty string for the default prefix where there is none. */
  public Optional<String> namespaceOf(String prefix) {
    return Optional.ofNullable(inner().uri(prefix));
  }

  /** A builder that starts from this element. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** A changed copy. */
  public Element with(UnaryOperator<Builder> change) {
    return change.apply(toBuilder()).build();
  }

  /** A copy with one attribute set, in its place when it was there. */
  public Element withAttribute(String name, String value) {
    return toBuilder().attribute(name, value).build();
  }

  /** A copy with other content. */
  public Element withContent(List<? extends Node> content) {
    return toBuilder().content(content).build();
  }

  /** A copy in which each child element is replaced; a null drops it. */
  public Element mapChildren(Function<Element, @Nullable Element> change) {
    var mapped = new ArrayList<Node>(content.size());
    for (var node : content) {
      var next = node instanceof Element child ? change.apply(child) : node;
      if (next != null) {
        mapped.add(next);
      }
    }
    return withContent(mapped);
  }

  /**
   * A DOM document with this element as its root, for XML signature and schema validation. Every
   * namespace in force around the element is declared on the root, so that inclusive and exclusive
   * canonicalisation give what they gave where the element was written.
   */
  public Document toDocument() {
    return Dom.of(this);
  }

  /** The bindings in force around this element, where it was read. */
  Scope around() {
    return around;
  }

  /** The bindings in force inside this element. */
  Scope inner() {
    return around.with(declarations);
  }

  String qualifiedName() {
    return prefix.isEmpty() ? name : prefix + ":" + name;
  }

  /** Same names, attributes, declarations and content, whatever is in force around. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Element that
        && name.equals(that.name)
        && namespace.equals(that.namespace)
        && prefix.equals(that.prefix)
        && declarations.equals(that.declarations)
        && attributes.equals(that.attributes)
        && content.equals(that.content);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + attributes.hashCode();
  }

  /** The name only: content may be personal data. */
  @Override
  public String toString() {
    return "{" + namespace + "}" + name;
  }

  /** Makes elements; each setter gives the builder back. */
  public static final class Builder {
    private final String namespace;
    private final String prefix;
    private final String name;
    private final Scope around;
    private final List<Declaration> declarations = new ArrayList<>();
    private final List<Attribute> attributes = new ArrayList<>();
    private final List<Node> content = new ArrayList<>();

    private Builder(String namespace, String qualifiedName) {
      int colon = qualifiedName.indexOf(':');
      this.namespace = Xml.characters(namespace);
      this.prefix = colon < 0 ? "" : Xml.name(qualifiedName.substring(0, colon));
      this.name = Xml.name(qualifiedName.substring(colon + 1));
      this.around = Scope.EMPTY;
      if (namespace.isEmpty() && !prefix.isEmpty()) {
        throw new IllegalArgumentException("a prefix needs a namespace");
      }
    }

    private Builder(Element from) {
      namespace = from.namespace;
      prefix = from.prefix;
      name = from.name;
      around = from.around;
      declarations.addAll(from.declarations);
      attributes.addAll(from.attributes);
      content.addAll(from.content);
    }

    /** Declares a namespace here even if no name uses it (for prefixes inside values). */
    public Builder namespace(String prefix, String uri) {
      declarations.removeIf(declaration -> declaration.prefix().equals(prefix));
      declarations.add(new Declaration(prefix.isEmpty() ? "" : Xml.name(prefix), uri));
      return this;
    }

    /** Sets an attribute without a namespace. */
    public Builder attribute(String name, String value) {
      return set(new Attribute("", "", Xml.name(name), Xml.characters(value)));
    }

    /** Sets an attribute in a namespace; {@code prefix:name} is how it is written. */
    public Builder attribute(String namespace, String qualifiedName, String value) {
      int colon = qualifiedName.indexOf(':');
      if (colon < 0 || namespace.isEmpty()) {
        throw new IllegalArgumentException("an attribute in a namespace needs a prefix");
      }
      return set(
          new Attribute(
              namespace,
              Xml.name(qualifiedName.substring(0, colon)),
              Xml.name(qualifiedName.substring(colon + 1)),
              Xml.characters(value)));
    }

    /** Removes an attribute without a namespace, if it is there. */
    public Builder without(String name) {
      attributes.removeIf(old -> old.namespace().isEmpty() && old.name().equals(name));
      return this;
    }

    private Builder set(Attribute attribute) {
      for (int i = 0; i < attributes.size(); i++) {
        var old = attributes.get(i);
        if (old.name().equals(attribute.name()) && old.namespace().equals(attribute.namespace())) {
          attributes.set(i, attribute);
          return this;
        }
      }
      attributes.add(attribute);
      return this;
    }

    /** Adds a child. */
    public Builder add(Element child) {
      content.add(child);
      return this;
    }

    /** Adds children. */
    public Builder add(Iterable<Element> children) {
      children.forEach(content::add);
      return this;
    }

    /** Adds text; what XML cannot carry is an {@link IllegalArgumentException}. */
    public Builder text(String text) {
      if (!text.isEmpty()) {
        content.add(new Text(Xml.characters(text)));
      }
      return this;
    }

    /** Replaces the content. */
    public Builder content(List<? extends Node> nodes) {
      content.clear();
      content.addAll(nodes);
      return this;
    }

    /** The element. */
    public Element build() {
      return new Element(
          namespace,
          prefix,
          name,
          List.copyOf(declarations),
          List.copyOf(attributes),
          List.copyOf(content),
          around);
    }
  }
}
