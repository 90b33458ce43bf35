package org.musubi.facility;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import org.musubi.core.Actor;
import org.musubi.core.MemberId;

/**
 * Who the platform itself is: the operator as a Member, and the keys with which it speaks. Keys are
 * made at the first start, certified by the platform's CA, and renewed when less than a third of a
 * certificate's life is left; ask each time instead of keeping what was returned.
 */
public interface PlatformIdentity {
  /** The operator (事業主体), registered at the first start. */
  Member operator();

  /** The platform acting by itself, for the audit trail. */
  Actor actor();

  /**
   * TLS towards one member: shows the platform's own certificate and believes, of the platform's
   * CA, only a certificate with server use that names this very Member, in good standing. Each call
   * gives a context of its own, so that no session begun with one member is resumed for another.
   * The protocols and suites are the caller's to set.
   */
  SSLContext outbound(MemberId member);

  /** The certificate that {@link #outbound} shows, for members to keep. */
  X509Certificate shown();

  /** The root of the platform's CA. */
  X509Certificate authority();

  /** The point's key for assertions, certified for signing and for nothing else. */
  SigningKey signing();

  /** A key and its certificate. */
  record SigningKey(PrivateKey key, X509Certificate certificate) {
    @Override
    public String toString() {
      return "SigningKey";
    }
  }
}
