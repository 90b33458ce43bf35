package org.musubi.ihe.atna;

/**
 * What came of reading bytes that somebody else wrote: the value, or why there is none. Bad input
 * is expected and never an exception.
 *
 * @param <T> what was to be read
 */
public sealed interface Reading<T> {
  /**
   * It was read.
   *
   * @param value what was read
   */
  record Accepted<T>(T value) implements Reading<T> {}

  /**
   * It was not read; whoever must not lose it keeps the bytes with this reason.
   *
   * @param reason in English, naming parts of the standard, never a value that was sent
   */
  record Malformed<T>(String reason) implements Reading<T> {}
}
