package org.musubi.ihe;

/**
 * A message body that is well-formed XML but not the message it claims to be: another root element,
 * a required part missing, an identifier that is none.
 *
 * <p>The reason is written for whoever sent the message. It names elements and attributes of the
 * standard, never a value that was sent, so that it can be shown and logged.
 */
public final class MalformedMessage extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason what is wrong, in English, without any value of the message
   */
  public MalformedMessage(String reason) {
    super(reason);
  }

  /** What is wrong, in English, without any value of the message. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
