package org.musubi.postgres;

/**
 * Why there is no PostgreSQL to work with, in words for the person who must act: English, then
 * Japanese.
 */
public final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotStart(String english, String japanese) {
    super(english + "\n" + japanese);
  }

  CannotStart(String english, String japanese, Throwable cause) {
    super(english + "\n" + japanese, cause);
  }
}
