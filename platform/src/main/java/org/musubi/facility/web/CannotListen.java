package org.musubi.facility.web;

/** Why a door cannot be opened, in words for the person who must act: English, then Japanese. */
final class CannotListen extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotListen(String english, String japanese, Throwable cause) {
    super(english + "\n" + japanese, cause);
  }
}
