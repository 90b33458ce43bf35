package org.musubi.services.records.support;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.musubi.ihe.Coded;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.documents.DocumentMessage;
import org.musubi.ihe.documents.Spool;
import org.musubi.ihe.soap.Answer;
import org.musubi.ihe.soap.Deadline;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.soap.SoapClient;
import org.musubi.ihe.tls.TlsMaterial;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.Limits;
import org.musubi.ihe.xua.AssertionIssuer;
import org.musubi.ihe.xua.Authentication;
import org.musubi.ihe.xua.Requester;
import org.musubi.services.records.Records;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A community as it is deployed: its own database, its own certificate, real TLS sockets. */
public final class RunningCommunity implements AutoCloseable {
  public static final TestAuthority AUTHORITY = TestAuthority.named("Musubi test CA");
  public static final TlsMaterial PLATFORM = AUTHORITY.issue("platform");
  public static final TlsMaterial CLINIC = AUTHORITY.issue("clinic");
  public static final TlsMaterial NEIGHBOUR = AUTHORITY.issue("neighbour");
  public static final TlsMaterial STRANGER = AUTHORITY.issue("stranger");

  /** Of another member than the clinic, with an issuer of its own. */
  public static final AssertionIssuer NEIGHBOURS = issuer("urn:example:neighbour");

  private static final String ISSUER = "https://idp.example/region?a=1";

  public final String home;
  public final Path data;
  public final TlsMaterial own;
  public final AssertionIssuer issuer;
  private final ConfigurableApplicationContext context;
  private final Spool spool;

  private RunningCommunity(
      String home,
      Path data,
      TlsMaterial own,
      AssertionIssuer issuer,
      ConfigurableApplicationContext context)
      throws Exception {
    this.home = home;
    this.data = data;
    this.own = own;
    this.issuer = issuer;
    this.context = context;
    this.spool = Spool.open(data.resolve("client-spool"), 1L << 30);
  }

  /** Starts one; {@code home} without {@code urn:oid:}. */
  public static RunningCommunity start(String home, Path data, TlsMaterial own, String... further) {
    return start(home, data, Cluster.database(), own, issuer(), further);
  }

  public static AssertionIssuer issuer() {
    return issuer(ISSUER);
  }

  private static AssertionIssuer issuer(String entityId) {
    var signing = AUTHORITY.issue("signing");
    return new AssertionIssuer(entityId, signing.key(), signing.certificate());
  }

  public static RunningCommunity start(
      String home,
      Path data,
      String database,
      TlsMaterial own,
      AssertionIssuer issuer,
      String... further) {
    try {
      Path trust = Files.createDirectories(data.resolve("trust"));
      put(trust.resolve("gateway.pem"), PLATFORM);
      Files.createDirectories(trust.resolve("members"));
      put(trust.resolve("members/clinic.pem"), CLINIC);
      put(trust.resolve("members/neighbour.pem"), NEIGHBOUR);
      put(trust.resolve("members/own.pem"), own);
      Path issuers = trust.resolve("issuers");
      bind(
          issuers.resolve("region"),
          issuer,
          "https%3A%2F%2Fidp.example%2Fregion%3Fa%3D1.pem",
          PLATFORM,
          CLINIC,
          own);
      bind(issuers.resolve("neighbour"), NEIGHBOURS, "urn%3Aexample%3Aneighbour.pem", NEIGHBOUR);
      var arguments =
          new ArrayList<>(
              List.of(
                  "home=urn:oid:" + home,
                  "name=試験コミュニティ",
                  "assigner=" + home + ".1",
                  "repository=" + home + ".2",
                  "insured-assigner=1.2.392.200250.9.0.1",
                  "port=0",
                  "data=" + data,
                  "credentials=" + TestAuthority.write(own, data.resolve("credentials")),
                  "gateway-certificates=" + trust.resolve("gateway.pem"),
                  "member-certificates=" + trust.resolve("members"),
                  "issuers=" + issuers,
                  "database.url=" + database,
                  "database.user=" + Cluster.user(),
                  "database.password=" + Cluster.password()));
      arguments.addAll(List.of(further));
      var context =
          SpringApplication.run(
              Records.class,
              arguments.stream().map(a -> "--musubi.records." + a).toArray(String[]::new));
      return new RunningCommunity(home, data, own, issuer, context);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void bind(Path folder, AssertionIssuer issuer, String file, TlsMaterial... with)
      throws Exception {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(file), pem(issuer.trusted().certificates().getFirst()));
    var callers = new StringBuilder();
    for (var each : with) {
      callers.append(pem(each.certificate()));
    }
    Files.writeString(folder.resolve("callers.pem"), callers);
  }

  private static String pem(X509Certificate certificate) throws CertificateEncodingException {
    return TestAuthority.pem("CERTIFICATE", certificate.getEncoded());
  }

  private static void put(Path file, TlsMaterial material)
      throws java.io.IOException, CertificateEncodingException {
    Files.writeString(file, pem(material.certificate()));
  }

  public URI at(String path) {
    int port = ((WebServerApplicationContext) context).getWebServer().getPort();
    return URI.create("https://127.0.0.1:" + port + path);
  }

  public JdbcClient database() {
    return context.getBean(JdbcClient.class);
  }

  public HomeCommunityId homeId() {
    return HomeCommunityId.parse("urn:oid:" + home);
  }

  public Oid repository() {
    return new Oid(home + ".2");
  }

  public PatientIdentifier patient(String number) {
    return new PatientIdentifier(new Oid(home + ".1"), number);
  }

  /** An assertion of the trusted issuer that was issued at that time. */
  public Element assertion(Instant at) {
    return assertion(issuer, at, "urn:oid:" + home);
  }

  public static Element assertion(AssertionIssuer issuer, Instant at, String audience) {
    return issuer.issue(
        new Requester(
            "doctor-1",
            "青葉 一郎",
            new Coded("112247003", "2.16.840.1.113883.6.96", "医師"),
            "urn:oid:1.2.392.200250.9.1.77",
            "東町あおば診療所",
            new Coded("TREATMENT", "2.16.840.1.113883.3.18.7.1", "診療"),
            null,
            null),
        Authentication.password(at),
        audience,
        at,
        Duration.ofMinutes(5));
  }

  /** Sends one message without documents. */
  public Answer<Envelope> send(
      TlsMaterial who, String path, String action, Element body, Element... headers) {
    var to = at(path);
    try (var client = SoapClient.open(who, Duration.ofSeconds(5), 2);
        var deadline = Deadline.of(Duration.ofSeconds(30), Duration.ofSeconds(10), 0)) {
      return client.exchange(
          to, Envelope.request(action, to, body, headers), deadline, Limits.forMetadata());
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends one message and takes documents. */
  public Answer<DocumentMessage> retrieve(
      TlsMaterial who, String path, String action, Element body, Element... headers) {
    var to = at(path);
    try (var client = SoapClient.open(who, Duration.ofSeconds(5), 2);
        var deadline = Deadline.of(Duration.ofSeconds(60), Duration.ofSeconds(20), 0)) {
      var request = Envelope.request(action, to, body, headers);
      return client.retrieve(to, request, spool, deadline, Limits.forDocuments());
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends one message with documents. */
  public Answer<Envelope> submit(
      TlsMaterial who,
      String path,
      String action,
      Element body,
      List<byte[]> contents,
      Element... headers) {
    var to = at(path);
    try (var client = SoapClient.open(who, Duration.ofSeconds(5), 2);
        var deadline = Deadline.of(Duration.ofSeconds(60), Duration.ofSeconds(20), 0)) {
      var documents = new ArrayList<org.musubi.ihe.documents.SpooledDocument>();
      for (var content : contents) {
        try (var sink = spool.begin(content.length)) {
          sink.write(content);
          documents.add(sink.finish());
        }
      }
      try (var message =
          new DocumentMessage(Envelope.request(action, to, body, headers), documents)) {
        return client.submit(to, message, deadline, Limits.forMetadata());
      }
    } catch (java.security.GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    spool.close();
    context.close();
  }
}
