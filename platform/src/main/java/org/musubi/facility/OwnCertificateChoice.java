package org.musubi.facility;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.musubi.facility.ca.KeyFile;
import org.musubi.facility.ca.Keys;

/** Shows one of the platform's own certificates, always the current one. The alias names which. */
final class OwnCertificateChoice extends X509ExtendedKeyManager {
  private final OwnCredential credential;
  private volatile KeyFile.@Nullable Entry before;
  private volatile KeyFile.@Nullable Entry last;

  OwnCertificateChoice(OwnCredential credential) {
    this.credential = credential;
  }

  private String choose() {
    var now = credential.current();
    var seen = last;
    if (seen != now) {
      before = seen;
      last = now;
    }
    return Keys.fingerprint(now.leaf());
  }

  private KeyFile.@Nullable Entry named(String alias) {
    for (var entry : new KeyFile.Entry[] {last, before}) {
      if (entry != null && Keys.fingerprint(entry.leaf()).equals(alias)) {
        return entry;
      }
    }
    return null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    var entry = named(alias);
    return entry == null ? null : entry.chain().toArray(X509Certificate[]::new);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    var entry = named(alias);
    return entry == null ? null : entry.key();
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return keyType.equals("EC") ? choose() : null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return keyType.equals("EC") ? choose() : null;
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return Arrays.asList(keyTypes).contains("EC") ? choose() : null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return chooseEngineClientAlias(keyTypes, issuers, null);
  }

  @Override
  public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {choose()};
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {choose()};
  }
}
