package org.musubi.facility.ca;

/**
 * The CA's key and the registry do not belong together. Going on would make a second CA in silence,
 * and every certificate out there would name nobody.
 */
public final class AuthorityLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AuthorityLost(String english, String japanese) {
    super(english + "\n" + japanese);
  }
}
