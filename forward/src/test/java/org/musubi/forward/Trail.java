package org.musubi.forward;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.musubi.tlog.Ed25519Signer;
import org.musubi.tlog.Log;
import org.musubi.tlog.Signer;

/** A real log with entries as the trail writes them. */
final class Trail implements AutoCloseable {
  static final String ORIGIN = "musubi.example/forward";

  final Path folder;
  private final Signer signer;
  private final Log log;

  Trail(Path folder) throws Exception {
    this(folder, signer());
  }

  private Trail(Path folder, Signer signer) throws Exception {
    this.folder = folder;
    this.signer = signer;
    this.log =
        Log.open(
            folder, ORIGIN, signer, InstantSource.fixed(Instant.parse("2026-11-25T00:00:00Z")));
    if (log.size() == 0) {
      Files.writeString(folder.resolve("key.pub"), signer.verifier() + "\n");
    }
  }

  static Signer signer() throws Exception {
    return new Ed25519Signer(ORIGIN, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
  }

  /** The same log, opened again. */
  Trail again() throws Exception {
    log.close();
    return new Trail(folder, signer);
  }

  Log log() {
    return log;
  }

  /** Appends so many acts, in batches. */
  void acts(int count, int batch) throws IOException {
    for (int done = 0; done < count; done += batch) {
      var entries = new ArrayList<byte[]>();
      for (int i = 0; i < Math.min(batch, count - done); i++) {
        entries.add(act("2", "RETRIEVE", "DONE"));
      }
      log.append(entries);
    }
  }

  void append(byte[] entry) throws IOException {
    log.append(List.of(entry));
  }

  /** An act as the trail writes it; what must not pass says so. */
  static byte[] act(String version, String action, String result) {
    String rest =
        version.equals("1")
            ? """
            "patient":"SECRET-1","what":[{"kind":"DOCUMENT","id":"SECRET-2"}],
            "details":{"query":"SECRET-3"},"reason":"SECRET-4 says why",\
            """
            : """
            "closed":{"keys":["SECRET-5"],"commitment":"SECRET-6","box":"SECRET-7"},\
            """;
    return bytes(
        """
        {"v":%s,"kind":"act","act":"0190f0f0-0000-7000-8000-000000000001",
        "at":"2026-11-25T00:00:01.5Z","path":"BEFORE","action":"%s","result":"%s",%s
        "actor":{"member":"0190f0f0-0000-7000-8000-00000000000a","memberProof":"CERTIFICATE",
        "facility":"0190f0f0-0000-7000-8000-00000000000b","issuer":"urn:issuer","subject":"doctor",
        "personProof":"PASSWORD","assurance":"PASSWORD","purpose":"TREATMENT"},
        "from":{"address":"192.0.2.1","device":"d","correlation":"0190f0f0-0000-7000-8000-00000000000c"},
        "later":{"unknown":"SECRET-8"}}
        """
            .formatted(version, action, result, rest));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
