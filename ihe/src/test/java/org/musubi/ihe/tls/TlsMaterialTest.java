package org.musubi.ihe.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsMaterialTest {
  private final TestAuthority authority = TestAuthority.named("Authority");
  private final TlsMaterial member = authority.issue("member");

  private static String key(TlsMaterial of) {
    return TestAuthority.pem("PRIVATE KEY", of.key().getEncoded());
  }

  private static String certificate(TlsMaterial of) throws GeneralSecurityException {
    return TestAuthority.pem("CERTIFICATE", of.certificate().getEncoded());
  }

  private String trust() throws GeneralSecurityException {
    return TestAuthority.pem("CERTIFICATE", authority.certificate().getEncoded());
  }

  @Test
  void aFolderOfThreePemFilesIsLoaded(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("cert.pem"), certificate(member) + trust());
    Files.writeString(folder.resolve("key.pem"), key(member));
    Files.writeString(folder.resolve("ca.pem"), trust());

    var loaded = TlsMaterial.load(folder);

    assertThat(loaded.certificate()).isEqualTo(member.certificate());
    assertThat(loaded.chain()).hasSize(2);
    assertThat(loaded.trusted()).containsExactly(authority.certificate());
    assertThat(loaded.context().getProtocol()).isEqualTo("TLS");
  }

  @Test
  void anRsaKeyIsLoadedToo() throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    var rsa =
        authority.issue(
            "rsa", generator.generateKeyPair(), Duration.ofHours(1), KeyPurposeId.id_kp_clientAuth);

    var loaded = TlsMaterial.parse(certificate(rsa), key(rsa), trust());

    assertThat(loaded.key().getAlgorithm()).isEqualTo("RSA");
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() {
    var other = authority.issue("other");

    assertThatThrownBy(() -> TlsMaterial.parse(certificate(member), key(other), trust()))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining("not that of the certificate");
  }

  @Test
  void anOldKeyFormatIsRefusedWithWhatIsNeeded() {
    var old = key(member).replace("PRIVATE KEY", "EC PRIVATE KEY");

    assertThatThrownBy(() -> TlsMaterial.parse(certificate(member), old, trust()))
        .hasMessageContaining("PKCS#8");
  }

  @Test
  void aFileWithoutACertificateIsRefused() {
    assertThatThrownBy(() -> TlsMaterial.parse("nothing here", key(member), trust()))
        .hasMessageContaining("no certificate");
  }

  @Test
  void theKeyIsNotPrinted() {
    assertThat(member.toString()).isEqualTo("TlsMaterial[CN=member]");
  }

  @Test
  void thePolicyNamesOnlySuitesThatTheJdkHas() throws Exception {
    var engine = member.context().createSSLEngine();

    TlsPolicy.apply(engine);

    assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
    assertThat(engine.getEnabledCipherSuites())
        .containsExactlyElementsOf(TlsPolicy.cipherSuites())
        .allMatch(suite -> suite.contains("_GCM_"));
    assertThat(engine.getSSLParameters().getNamedGroups())
        .containsExactlyElementsOf(TlsPolicy.namedGroups());
  }
}
