package org.musubi.forward;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a syslog receiver is reached.
 *
 * @param host its name, which its certificate must have
 * @param port its port
 * @param trust PEM file: the authorities that its certificate must come from
 * @param keystore PKCS12 file: the own key and certificate
 * @param password file with the key store's password
 * @param hostname HOSTNAME of the messages; null for "-"
 * @param enterprise the IANA private enterprise number behind {@code musubi@}. Ours: 32473, which
 *     RFC 5612 keeps for examples, since the operator's number is not known
 * @param patience how long to connect, to write, or to wait for a confirmation
 * @param presume whether a receiver that stands and does not answer close_notify in that time
 *     counts as having confirmed; then what it lost is lost
 */
record SyslogSettings(
    String host,
    int port,
    Path trust,
    Path keystore,
    Path password,
    @Nullable String hostname,
    int enterprise,
    Duration patience,
    boolean presume) {}
