package org.musubi.services.records.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.services.records.support.TestAuthority;

class AdmissionTest {
  private final TestAuthority authority = TestAuthority.named("Musubi test CA");
  private final X509Certificate own = authority.issue("own").certificate();
  private final X509Certificate clinic = authority.issue("clinic").certificate();
  private final X509Certificate stranger = authority.issue("stranger").certificate();
  @TempDir private Path folder;

  @Test
  void everyCertificateOfAFileIsLetInAndNobodyElse() throws Exception {
    var admission = admission(own, clinic);

    assertThat(Stream.of(own, clinic, stranger).filter(admission::admits))
        .containsExactly(own, clinic);
  }

  @Test
  void anAuthorityInTheFileLetsInNeitherItselfNorWhatItIssued() throws Exception {
    var admission = admission(own, authority.certificate());

    assertThat(Stream.of(own, authority.certificate(), stranger).filter(admission::admits))
        .containsExactly(own);
  }

  @Test
  void aFileThatCannotBeReadLetsNobodyIn() throws Exception {
    Path file = Files.writeString(folder.resolve("members.pem"), "no certificate");

    assertThat(new Admission(file, InstantSource.system()).admits(own)).isFalse();
  }

  private Admission admission(X509Certificate... certificates) throws Exception {
    var text = Stream.of(certificates).map(AdmissionTest::pem).collect(Collectors.joining());
    Path file = Files.writeString(folder.resolve("members.pem"), text);
    return new Admission(file, InstantSource.system());
  }

  private static String pem(X509Certificate certificate) {
    try {
      return TestAuthority.pem("CERTIFICATE", certificate.getEncoded());
    } catch (java.security.cert.CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
