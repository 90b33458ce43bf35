package org.musubi.e2e.harness;

/** What keeps the deployment from running, in words for the person who must act. */
public final class Trouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The words in English, then in Japanese. */
  public Trouble(String english, String japanese) {
    super(english + "\n" + japanese);
  }

  /** The same with the breakage that led to it. */
  public Trouble(String english, String japanese, Throwable cause) {
    super(english + "\n" + japanese, cause);
  }

  /** The words, English first, a line each. */
  public String words() {
    return String.valueOf(getMessage());
  }
}
