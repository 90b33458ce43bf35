package org.musubi.facility.ca;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * One key with its certificates in an encrypted PKCS#12 file. The password lies beside it in {@code
 * keystore.password}, so the encryption guards a copied file, not a copied directory: whoever reads
 * both has the key (docs/threat-model.md).
 */
public final class KeyFile {
  private static final String ALIAS = "key";

  private final Path file;
  private final char[] password;

  private KeyFile(Path file, char[] password) {
    this.file = file;
    this.password = password;
  }

  /**
   * The file of this name in a directory of secrets; directory and password are made if missing.
   */
  public static KeyFile in(Path secrets, String name) {
    OwnerOnly.directory(secrets);
    Path password = secrets.resolve("keystore.password");
    try {
      if (!Files.exists(password)) {
        OwnerOnly.write(password, randomPassword().getBytes(StandardCharsets.US_ASCII));
      }
      return new KeyFile(secrets.resolve(name), Files.readString(password).strip().toCharArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file with a password of the caller's. */
  public static KeyFile at(Path file, char[] password) {
    return new KeyFile(file, password.clone());
  }

  /** 192 random bits in characters that every tool takes. */
  public static String randomPassword() {
    var random = new byte[24];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** What the file holds; empty when there is none. */
  public Optional<Entry> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (var in = Files.newInputStream(file)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      var chain =
          List.of(store.getCertificateChain(ALIAS)).stream()
              .map(X509Certificate.class::cast)
              .toList();
      return Optional.of(new Entry((PrivateKey) store.getKey(ALIAS, password), chain));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key file " + file.getFileName() + " is not readable", e);
    }
  }

  /** Replaces what the file holds. */
  public void write(Entry entry) {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(ALIAS, entry.key(), password, entry.chain().toArray(Certificate[]::new));
      var bytes = new ByteArrayOutputStream();
      store.store(bytes, password);
      OwnerOnly.write(file, bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A private key and its chain, leaf first. */
  public record Entry(PrivateKey key, List<X509Certificate> chain) {
    public Entry {
      chain = List.copyOf(chain);
    }

    /** The certificate of the key. */
    public X509Certificate leaf() {
      return chain.getFirst();
    }

    @Override
    public String toString() {
      return "Entry";
    }
  }
}
