package org.musubi.ihe.xml;

/** What an element holds: elements and text, in document order. Comments do not survive reading. */
public sealed interface Node permits Element, Text {}
