package org.musubi.ihe.xml;

/**
 * One attribute as it was written.
 *
 * @param namespace its namespace, empty for none
 * @param prefix the prefix it was written with, empty for none
 * @param name the local name
 * @param value the normalised value
 */
public record Attribute(String namespace, String prefix, String name, String value) {
  String qualifiedName() {
    return prefix.isEmpty() ? name : prefix + ":" + name;
  }
}
