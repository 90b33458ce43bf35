package org.musubi.idp;

import java.util.Optional;
import org.musubi.core.FacilityId;

/**
 * Signing in and out. Everything that happens is on the audit trail before a method returns, and
 * nothing happens when the trail cannot be written.
 */
public interface SignIn {
  /**
   * Tries a password. An unknown login, a wrong password and a lock look the same, and take the
   * same time.
   *
   * @param address where the attempt comes from
   */
  Attempted withPassword(String login, String password, String address);

  /** Decides for one of the facilities offered; empty when it was not offered. */
  Optional<SignedIn> at(Undecided who, FacilityId facility);

  /**
   * A session ends.
   *
   * @param reason {@code signed-out}, {@code idle}, {@code longest}, {@code suspended} or {@code
   *     stopped}
   */
  void out(SignedIn who, String reason);

  /**
   * Whether the person's member is still in use, and the person still there in the role that the
   * session was begun in; asked at every page.
   */
  boolean stands(SignedIn who);

  /** What came of an attempt. */
  sealed interface Attempted {
    /** Signed in. */
    record In(SignedIn who) implements Attempted {}

    /** The password is right; the facility is open. */
    record AtWhich(Undecided who) implements Attempted {}

    /** No; the person is not told why. */
    record Not() implements Attempted {}
  }
}
