package org.musubi.core;

/**
 * How strongly it was shown who the person is. Grows with the sign-in methods; nothing here is ever
 * claimed before it exists.
 */
public enum Assurance {
  /** No person stands behind the act: a member's system, shown by its certificate. */
  SYSTEM,
  /** A password, nothing more. */
  PASSWORD,
  /**
   * A member vouched for the person in a signed assertion (IHE XUA); how the member knew is the
   * member's word.
   */
  ASSERTED
}
