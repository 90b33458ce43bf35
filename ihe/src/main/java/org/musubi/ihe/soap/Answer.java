package org.musubi.ihe.soap;

import java.util.function.Function;

/**
 * How an exchange with a peer ended.
 *
 * @param <T> what a good answer holds
 */
public sealed interface Answer<T> {
  /** The peer answered, and the answer is whole. */
  record Answered<T>(T value) implements Answer<T> {}

  /**
   * There is no answer to use.
   *
   * @param kind what kind of failure it was
   * @param detail our own words, or the codes of the peer's fault; never the peer's text
   */
  record Failed<T>(Kind kind, String detail) implements Answer<T> {}

  /** The ways to fail. */
  enum Kind {
    /** No connection, no trust, or the connection died. */
    UNREACHABLE,
    /** Too slow: total deadline, idle limit or minimum rate. */
    TIMED_OUT,
    /** A SOAP fault. */
    FAULT,
    /** Something that is not an answer. */
    GARBAGE,
    /** More than the limits or the spool take. */
    TOO_MUCH
  }

  /** Another view of a good answer. */
  default <R> Answer<R> map(Function<? super T, ? extends R> view) {
    return switch (this) {
      case Answered<T>(T value) -> new Answered<>(view.apply(value));
      case Failed<T>(Kind kind, String detail) -> new Failed<>(kind, detail);
    };
  }
}
