package org.musubi.ihe.devicelog;

import org.jspecify.annotations.Nullable;
import org.musubi.ihe.atna.Octets;
import org.musubi.ihe.atna.StatedTime;

/**
 * One line of a device, told as far as it is understood. {@code toString} shows neither addresses
 * nor people.
 *
 * @param kind which program's line it is
 * @param device the device that logged it, as the line or the transport names it
 * @param program the program, as the line names it
 * @param at when it happened by the device's clock, null when the line does not say
 * @param source where it came from
 * @param destination where it went to
 * @param protocol TCP, UDP, ICMP, ESP, HTTP, IKE, BGP, DNS, or the number of an IP protocol
 * @param subject the user or the subject of the certificate
 * @param action what was done, in the words of the program; URLs without query
 * @param outcome how it ended
 * @param raw the line as it came
 * @param reason why it is {@link Kind#UNPARSED}, else null
 */
public record DeviceRecord(
    Kind kind,
    @Nullable String device,
    @Nullable String program,
    @Nullable StatedTime at,
    @Nullable Endpoint source,
    @Nullable Endpoint destination,
    @Nullable String protocol,
    @Nullable String subject,
    @Nullable String action,
    Outcome outcome,
    Octets raw,
    @Nullable String reason) {
  /** Which program wrote it. */
  public enum Kind {
    /** The kernel's LOG statement of nftables, or ulogd in the same form or as JSON. */
    NETFILTER,
    /** An access or error line of nginx. */
    NGINX,
    /** ModSecurity's audit record as JSON (also that of Coraza). */
    MODSECURITY,
    /** An access line of Squid. */
    SQUID,
    /** strongSwan's charon. */
    STRONGSWAN,
    /** FRR's bgpd. */
    FRR_BGP,
    /** unbound's queries and replies. */
    UNBOUND,
    /** Not understood; kept with a reason. */
    UNPARSED
  }

  /** How it ended, as far as the line says. */
  public enum Outcome {
    /** It was let through, or worked. */
    ALLOWED,
    /** It was refused by a rule. */
    DENIED,
    /** It did not work. */
    FAILED,
    /** The line does not say. */
    UNKNOWN
  }

  @Override
  public String toString() {
    return "DeviceRecord[" + kind + ", " + outcome + ", " + raw.size() + " bytes]";
  }
}
