package org.musubi.e2e;

/** A document of the scripted community as its metadata and its message tell of it. */
interface Scripted {
  /** The constant or other name of which its Content-ID is made. */
  String name();

  String uniqueId();

  /** SHA-1 in its metadata. */
  String hash();

  /** The size in its metadata. */
  long size();

  /** What stands inside {@code Document}: an inclusion, or the content itself. */
  default String inMessage() {
    return "<x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='cid:"
        + name()
        + "@scripted'/>";
  }
}
