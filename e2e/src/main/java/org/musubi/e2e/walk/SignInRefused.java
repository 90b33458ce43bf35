package org.musubi.e2e.walk;

import java.io.IOException;

/** The platform took neither log-in nor password, or the log-in is locked: it never says which. */
public final class SignInRefused extends IOException {
  private static final long serialVersionUID = 1L;

  private final String login;

  SignInRefused(String login) {
    super("sign-in of " + login + " was refused");
    this.login = login;
  }

  /** Which log-in. */
  public String login() {
    return login;
  }
}
