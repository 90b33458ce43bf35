package org.musubi.ihe.xml;

/**
 * A namespace declaration as it was written.
 *
 * @param prefix the prefix, empty for the default namespace
 * @param uri the namespace, empty to undeclare the default
 */
public record Declaration(String prefix, String uri) {}
