package org.musubi.e2e.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.harness.Trouble;
import org.musubi.e2e.walk.Entry;
import org.musubi.e2e.walk.Patient;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Messages;
import org.musubi.e2e.wire.Query;
import org.musubi.e2e.wire.Retrieve;
import org.musubi.e2e.wire.Transaction;

/** What a foreign peer needs to talk to the demo: certificates, keys, requests, endpoints. */
final class Export {
  private static final long MINUTES = 3;

  private final Deployment deployment;
  private final Path folder;

  Export(Deployment deployment, Path folder) {
    this.deployment = deployment;
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Writes everything; what is there already is replaced. */
  void write() {
    try {
      Files.createDirectories(folder);
      var credentials = deployment.layout().credentials("east");
      copy(credentials.resolve("ca.pem"), "ca.pem");
      copy(credentials.resolve("cert.pem"), "client-cert.pem");
      copy(credentials.resolve("key.pem"), "client-key.pem");
      copy(credentials.resolve("keystore.p12"), "client.p12");
      copy(credentials.resolve("keystore.password"), "client.p12.password");
      copy(credentials.resolve("signing-cert.pem"), "signing-cert.pem");
      copy(credentials.resolve("signing-key.pem"), "signing-key.pem");
      requests();
      put("README.md", ExportText.readme(deployment, folder));
    } catch (IOException e) {
      throw new Trouble(
          "The export cannot be written into " + folder + ": " + e.getMessage(),
          folder + " に書き出せません。起動済みの実演環境、空き容量、権限を確認してください。",
          e);
    }
  }

  /** Signs the requests anew every few minutes until the process ends. */
  void keepFresh() {
    var scheduler =
        Executors.newSingleThreadScheduledExecutor(work -> {
          var thread = new Thread(work, "export");
          thread.setDaemon(true);
          return thread;
        });
    var unused =
        scheduler.scheduleWithFixedDelay(this::refresh, MINUTES, MINUTES, TimeUnit.MINUTES);
  }

  private void refresh() {
    try {
      requests();
    } catch (IOException e) {
      System.err.println("musubi: the export could not be renewed: " + e.getMessage());
    }
  }

  private void requests() throws IOException {
    var east = Peer.east(deployment);
    var now = Instant.now();
    put("assertion.xml", east.assertion());
    request(east, Transaction.ITI_55, "iti55.xml", east.discovery(Patient.HANAKO, now));
    request(
        east,
        Transaction.ITI_38,
        "iti38.xml",
        Query.findDocuments(Community.WEST.urn(), "W-2001^^^&" + Community.WEST.assigner() + "&ISO")
            .body());
    request(
        east,
        Transaction.ITI_39,
        "iti39.xml",
        new Retrieve(
                List.of(
                    new Retrieve.Wanted(
                        Community.WEST.urn(), Community.WEST.repository(), Entry.REFERRAL)))
            .body());
  }

  private void request(Peer east, Transaction transaction, String name, String body)
      throws IOException {
    put(
        name,
        Messages.envelope(
            transaction.action(), east.platform().address(transaction), east.assertion(), body));
  }

  private void copy(Path source, String name) throws IOException {
    write(name, Files.readAllBytes(source));
  }

  private void put(String name, String text) throws IOException {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String name, byte[] content) throws IOException {
    Path fresh = folder.resolve(name + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(fresh, content);
    Files.move(fresh, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }
}
