package org.musubi.e2e.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.harness.Trouble;
import org.musubi.e2e.wire.Identity;

/** The ways to break the deployment for real. */
final class Breakage {
  private Breakage() {}

  /**
   * Lets no file of the platform grow any more, as on a full disk: the log cannot take another
   * entry, whoever the process runs as.
   */
  static void fillDisk(Deployment deployment) throws IOException {
    run(
        List.of(
            "prlimit", "--pid", Long.toString(deployment.platform().pid()), "--fsize=0:unlimited"));
  }

  /** The caller's trust with a certificate that nobody of the platform's ever signed. */
  static Identity stranger(Identity caller) throws IOException {
    Path store = Files.createTempDirectory("musubi-stranger").resolve("stranger.p12");
    String password = "stranger";
    run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "stranger",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=east, O=nobody, C=JP",
            "-validity",
            "1",
            "-keystore",
            store.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            password));
    try (var in = Files.newInputStream(store)) {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(in, password.toCharArray());
      return caller.showing(
          (X509Certificate) keys.getCertificate("stranger"),
          (PrivateKey) keys.getKey("stranger", password.toCharArray()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } finally {
      Files.deleteIfExists(store);
      Files.deleteIfExists(store.getParent());
    }
  }

  private static void run(List<String> command) throws IOException {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new Trouble(
            command.getFirst() + " does not work on this machine; this breakage cannot be made.",
            command.getFirst() + " がこの環境では動作しないため、この障害は再現できません。");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
