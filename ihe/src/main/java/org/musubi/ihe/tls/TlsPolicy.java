package org.musubi.ihe.tls;

import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * What is spoken: TLS 1.3, with 1.2 as the floor, and only AES-GCM suites with ephemeral elliptic
 * curves (CRYPTREC TLS guideline 3.x, high-security set).
 */
public final class TlsPolicy {
  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
  private static final List<String> SUITES =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
  private static final List<String> GROUPS = List.of("x25519", "secp256r1", "secp384r1");

  private TlsPolicy() {}

  /** The protocols by their JSSE names, best first. */
  public static List<String> protocols() {
    return PROTOCOLS;
  }

  /** The suites by their JSSE (= IANA) names, best first. */
  public static List<String> cipherSuites() {
    return SUITES;
  }

  /** The groups for the key exchange by their JSSE names. */
  public static List<String> namedGroups() {
    return GROUPS;
  }

  /** Sets protocols, suites and groups, and nothing else. */
  public static SSLParameters apply(SSLParameters parameters) {
    parameters.setProtocols(PROTOCOLS.toArray(String[]::new));
    parameters.setCipherSuites(SUITES.toArray(String[]::new));
    parameters.setNamedGroups(GROUPS.toArray(String[]::new));
    parameters.setUseCipherSuitesOrder(true);
    return parameters;
  }

  /** Parameters of a server that takes only clients with a certificate. */
  public static SSLParameters server() {
    var parameters = apply(new SSLParameters());
    parameters.setNeedClientAuth(true);
    return parameters;
  }

  /** Parameters of a client that checks the server's name. */
  public static SSLParameters client() {
    var parameters = apply(new SSLParameters());
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    return parameters;
  }

  /** Sets the policy on an engine. */
  public static void apply(SSLEngine engine) {
    engine.setSSLParameters(apply(engine.getSSLParameters()));
  }
}
