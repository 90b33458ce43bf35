package org.musubi.facility;

import javax.net.ssl.SSLContext;

/** The server side of the platform's two doors. */
public interface ServerTls {
  /** For people: the pages' certificate, no client certificate. */
  SSLContext pages();

  /**
   * For members' systems: the platform's own certificate; a client certificate is believed when
   * {@link Facilities#holderOf} names a Member by it. A refusal goes on the audit trail first.
   */
  SSLContext members();

  /**
   * A handshake at the members' door failed for another reason than a certificate that was shown:
   * none was shown, or no common protocol or suite.
   *
   * @param code a stable word, e.g. {@code NO_CERTIFICATE}
   */
  void refused(String code);
}
