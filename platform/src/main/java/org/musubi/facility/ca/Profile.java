package org.musubi.facility.ca;

import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * What a certificate is for. Names are stored. Every profile has keyUsage digitalSignature only.
 */
public enum Profile {
  /** A member's system, as server and as client. */
  MEMBER_TLS(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth),
  /** The platform's pages. */
  PAGE_SERVER(KeyPurposeId.id_kp_serverAuth),
  /** A member's assertions; no TLS. */
  ASSERTION_SIGNING(Uses.SIGNING),
  /** The platform's own assertions at one point; no TLS. */
  POINT_SIGNING(Uses.SIGNING);

  /** The only key usage. */
  static final int USAGE = KeyUsage.digitalSignature;

  private final List<KeyPurposeId> purposes;

  Profile(KeyPurposeId... purposes) {
    this.purposes = List.of(purposes);
  }

  KeyPurposeId[] purposes() {
    return purposes.toArray(KeyPurposeId[]::new);
  }

  /** Uses that the library does not name. */
  private static final class Uses {
    /**
     * General-purpose document signing (RFC 9336). A stated use, so that nobody takes the
     * certificate for one of any use.
     */
    static final KeyPurposeId SIGNING =
        KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.36"));
  }
}
