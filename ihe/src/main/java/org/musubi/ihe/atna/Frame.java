package org.musubi.ihe.atna;

/** What the next piece of a stream of syslog messages is. */
public sealed interface Frame {
  /**
   * A message.
   *
   * @param message without its framing
   * @param whole false for a last line that the end of the stream, not a line feed, ended: it may
   *     be cut
   */
  record Message(Octets message, boolean whole) implements Frame {}

  /** The stream ended between two messages. */
  record End() implements Frame {}

  /**
   * The stream cannot be understood from here on; the connection must end. Where the next message
   * begins is not guessed: a wrong guess would put words into the sender's mouth.
   *
   * @param reason in English, without anything that was sent
   */
  record Broken(String reason) implements Frame {}
}
