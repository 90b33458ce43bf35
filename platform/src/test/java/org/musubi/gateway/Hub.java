package org.musubi.gateway;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.musubi.audit.TestTrail;
import org.musubi.consent.Consents;
import org.musubi.core.Actor;
import org.musubi.core.JapaneseName;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;
import org.musubi.core.store.DataProperties;
import org.musubi.core.store.Local;
import org.musubi.core.store.Registry;
import org.musubi.facility.CredentialIssue;
import org.musubi.facility.Facilities;
import org.musubi.facility.Member;
import org.musubi.facility.PlatformIdentity;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.soap.Soap;
import org.musubi.ihe.tls.TlsMaterial;
import org.musubi.ihe.xml.Element;
import org.musubi.mpi.Demographics;
import org.musubi.mpi.Locator;
import org.musubi.mpi.PatientIndex;
import org.musubi.service.Route;
import org.musubi.service.ServiceDirectory;
import org.musubi.support.TestDatabase;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The gateway on real PostgreSQL and real mutual TLS, with the rooms below it, in front of scripted
 * communities; only the trail and the gate for assertions are stand-ins, which their rooms test.
 */
final class Hub implements AutoCloseable {
  final AnnotationConfigApplicationContext rooms;
  final TestTrail trail;
  final Path data;
  private final Tomcat tomcat;
  private final Connector connector;
  private final Map<HomeCommunityId, ScriptedCommunity> communities = new LinkedHashMap<>();
  private final HttpClient client;
  private int number;

  @TestConfiguration(proxyBeanMethods = false)
  @ComponentScan(
      basePackages = {
        "org.musubi.facility",
        "org.musubi.mpi",
        "org.musubi.consent",
        "org.musubi.service",
        "org.musubi.gateway"
      },
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.REGEX,
              pattern = {
                "org\\.musubi\\.facility\\.web\\..*",
                "org\\.musubi\\.(mpi|consent|service)\\.web\\..*",
                ".*Test.*",
                "org\\.musubi\\.gateway\\.web\\.AuditEndpoint",
                "org\\.musubi\\.gateway\\.iti20\\.SyslogDoor",
                "org\\.musubi\\.gateway\\.Hub.*"
              }))
  static class Below {
    private final CountedStatements source = new CountedStatements(source());

    private static HikariDataSource source() {
      var database = TestDatabase.fresh();
      var config = new HikariConfig();
      config.setJdbcUrl(database.url());
      config.setUsername(database.user());
      config.setPassword(database.password());
      config.setMaximumPoolSize(8);
      return new HikariDataSource(config);
    }

    private TransactionOperations transactions() {
      return new TransactionTemplate(new DataSourceTransactionManager(source));
    }

    @Bean(autowireCandidate = false)
    CountedStatements statements() {
      return source;
    }

    @Bean
    @Registry
    JdbcClient registry() {
      return JdbcClient.create(source);
    }

    @Bean
    @Local
    JdbcClient local() {
      return JdbcClient.create(source);
    }

    @Bean
    @Registry
    TransactionOperations inRegistry() {
      return transactions();
    }

    @Bean
    @Local
    TransactionOperations inLocal() {
      return transactions();
    }

    @Bean
    java.time.Clock clock() {
      return Clock.systemUTC();
    }

    @Bean
    TestTrail trail() {
      return new TestTrail();
    }

    @Bean
    TestGate gate() {
      return new TestGate();
    }
  }

  private Hub(Path data, Map<String, Object> settings) throws Exception {
    this.data = data;
    rooms = new AnnotationConfigApplicationContext();
    rooms.getEnvironment().getPropertySources().addFirst(new MapPropertySource("t", settings));
    rooms.registerBean(DataProperties.class, () -> new DataProperties(data));
    rooms.register(Below.class);
    rooms.refresh();
    trail = rooms.getBean(TestTrail.class);
    tomcat = new Tomcat();
    connector = start();
    client = HttpClient.newBuilder().sslContext(member("呼出元").context()).build();
    trail.forget();
  }

  /** A hub with settings, {@code musubi.gateway.*} without the prefix. */
  static Hub open(Path data, String... settings) throws Exception {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (String setting : settings) {
      var parts = setting.split("=", 2);
      properties.put("musubi.gateway." + parts[0], parts[1]);
    }
    return new Hub(data, properties);
  }

  private Connector start() throws Exception {
    tomcat.setBaseDir(Files.createDirectories(data.resolve("tomcat")).toString());
    var https = new Connector("org.apache.coyote.http11.Http11NioProtocol");
    https.setPort(0);
    https.setProperty("address", "127.0.0.1");
    var idle = rooms.getEnvironment().getProperty("musubi.gateway.idle", "").equals("30s");
    https.setProperty("connectionTimeout", idle ? "30000" : "3000");
    https.setSecure(true);
    https.setScheme("https");
    https.setProperty("SSLEnabled", "true");
    var own = data.resolve("hub");
    issue(rooms.getBean(PlatformIdentity.class).operator().id(), own);
    var tls = new SSLHostConfig();
    tls.setProtocols("TLSv1.3");
    tls.setCertificateVerification("required");
    var trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("ca", TlsMaterial.load(own).trusted().getFirst());
    tls.setTrustStore(trust);
    var certificate = new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
    certificate.setCertificateKeystoreFile(own.resolve("keystore.p12").toString());
    certificate.setCertificateKeystoreType("PKCS12");
    certificate.setCertificateKeystorePassword(
        Files.readString(own.resolve("keystore.password")).strip());
    tls.addCertificate(certificate);
    https.addSslHostConfig(tls);
    tomcat.setConnector(https);
    var context = tomcat.addContext("", data.toString());
    for (var endpoint : rooms.getBeansOfType(ServletRegistrationBean.class).values()) {
      var path = String.valueOf(endpoint.getUrlMappings().iterator().next());
      Tomcat.addServlet(context, path, endpoint.getServlet());
      context.addServletMappingDecoded(path, path);
    }
    tomcat.start();
    return https;
  }

  private void issue(MemberId member, Path folder) {
    rooms.getBean(CredentialIssue.class).tls(member, List.of("127.0.0.1", "localhost"), folder);
  }

  Actor operator() {
    return rooms.getBean(PlatformIdentity.class).actor();
  }

  /** Registers a member; gives what it connects with. */
  TlsMaterial member(String name) throws Exception {
    return credentials(memberId(name));
  }

  private MemberId memberId(String name) {
    var id = MemberId.next(Clock.systemUTC());
    rooms
        .getBean(Facilities.class)
        .register(new Member(id, Member.Kind.REGIONAL_NETWORK, name), List.of(), operator());
    return id;
  }

  private TlsMaterial credentials(MemberId id) throws Exception {
    var folder = data.resolve("member-" + id);
    issue(id, folder);
    return TlsMaterial.load(folder);
  }

  /** A community that is joined, and the one behind it. */
  ScriptedCommunity community(HomeCommunityId home) throws Exception {
    var id = memberId("地域" + ++number);
    var community = new ScriptedCommunity(credentials(id).context());
    communities.put(home, community);
    join(home, id, community);
    return community;
  }

  /** A community that is joined, run by a member of its own, where another member's server is. */
  void joinAt(HomeCommunityId home, ScriptedCommunity ofAnother) {
    join(home, memberId("地域" + ++number), ofAnother);
  }

  private void join(HomeCommunityId home, MemberId id, ScriptedCommunity community) {
    rooms
        .getBean(ServiceDirectory.class)
        .join(
            new Route(
                home,
                id,
                "地域" + number,
                community.at("/iti55"),
                community.at("/iti38"),
                community.at("/iti39"),
                Set.of(assigner(home))),
            operator());
  }

  /** The namespace of a community's numbers. */
  static Oid assigner(HomeCommunityId home) {
    return new Oid(home.oid().value() + ".1");
  }

  static PatientIdentifier number(HomeCommunityId home, String value) {
    return new PatientIdentifier(assigner(home), value);
  }

  /** A person known in these communities under the same value in each one's numbers. */
  MedicalId person(String value, String kana, HomeCommunityId... homes) {
    return registered(value, "結城", kana, "06139999:1:" + value + ":01", homes);
  }

  /** A person whose family name is written like that. */
  MedicalId written(String value, String family, String kana, HomeCommunityId home) {
    return registered(value, family, kana, null, home);
  }

  /** The same without a 被保険者個人識別子: nothing links it to an entry of another community. */
  MedicalId unlinked(String value, String kana, HomeCommunityId home) {
    return registered(value, "結城", kana, null, home);
  }

  private MedicalId registered(
      String value, String family, String kana, String insured, HomeCommunityId... homes) {
    var index = rooms.getBean(PatientIndex.class);
    MedicalId person = null;
    for (var home : homes) {
      person =
          index.register(
              new Locator(home, number(home, value)),
              new Demographics(
                  new JapaneseName(family, "花子", kana, "ハナコ"),
                  LocalDate.of(1960, 2, 3),
                  Demographics.Sex.F,
                  insured),
              operator());
    }
    return person;
  }

  void consents(MedicalId person, HomeCommunityId... homes) {
    for (var home : homes) {
      var unused = rooms.getBean(Consents.class).give(person, home, operator());
    }
  }

  void withdraws(MedicalId person, HomeCommunityId home) {
    var unused = rooms.getBean(Consents.class).withdraw(person, home, operator());
  }

  <T> T room(Class<T> door) {
    return rooms.getBean(door);
  }

  URI at(String path) {
    return URI.create("https://127.0.0.1:" + connector.getLocalPort() + path);
  }

  /** Asks as a doctor of the caller. */
  HttpResponse<byte[]> ask(String path, String action, Element body) {
    var assertion = Element.of(Soap.SAML, "saml:Assertion").build();
    return send(path, Envelope.request(action, at(path), body, Envelope.security(assertion)));
  }

  HttpResponse<byte[]> send(String path, Envelope envelope) {
    return post(path, envelope.contentType(), envelope.toBytes());
  }

  HttpResponse<byte[]> post(String path, String type, byte[] body) {
    return post(client, path, type, body);
  }

  HttpResponse<byte[]> post(HttpClient as, String path, String type, byte[] body) {
    try {
      return as.send(
          HttpRequest.newBuilder(at(path))
              .header("Content-Type", type)
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException failed) {
      if (String.valueOf(failed.getMessage()).contains("received no bytes")) {
        // The hub had ended a connection that lay idle here, as it may: not an answer to this one.
        return post(as, path, type, body);
      }
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  SSLContext callerContext() throws Exception {
    return client.sslContext();
  }

  @Override
  public void close() throws Exception {
    tomcat.stop();
    tomcat.destroy();
    rooms.close();
    for (var community : communities.values()) {
      community.close();
    }
  }

  /**
   * Documents in the spool once it has settled: an asker may have the answer before the hub has let
   * go of it.
   */
  int inSpool() {
    var spool = room(org.musubi.ihe.documents.Spool.class);
    for (int i = 0; i < 500 && spool.size() > 0; i++) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return spool.size();
  }
}
