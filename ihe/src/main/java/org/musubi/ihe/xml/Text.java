package org.musubi.ihe.xml;

/** A run of characters; never empty, and never beside another run in a tree that was read. */
public record Text(String value) implements Node {}
