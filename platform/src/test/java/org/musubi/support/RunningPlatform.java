package org.musubi.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.catalina.connector.Connector;
import org.musubi.Musubi;
import org.musubi.audit.TrailTexts;
import org.musubi.facility.PlatformIdentity;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole platform on real PostgreSQL, within the test's process, asked over TLS. */
public final class RunningPlatform implements AutoCloseable {
  private final TestDatabase database = TestDatabase.fresh();
  private final ServletWebServerApplicationContext platform;
  private final SSLContext trust;

  /**
   * @param settings further ones, {@code key=value}
   */
  public RunningPlatform(Path data, String... settings) throws Exception {
    var arguments =
        Stream.concat(
                Stream.concat(Stream.of(database.properties(data)), Stream.of(settings))
                    .map(entry -> "--" + entry),
                Stream.of(
                    "--musubi.pages.port=0",
                    "--musubi.ihe.port=0",
                    "--musubi.syslog.port=0",
                    "--musubi.idp.hash-memory=8192",
                    "--musubi.idp.hash-iterations=1",
                    "--logging.level.org.musubi=warn"))
            .toArray(String[]::new);
    platform =
        (ServletWebServerApplicationContext) new SpringApplication(Musubi.class).run(arguments);
    var anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry("root", room(PlatformIdentity.class).authority());
    var managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(anchors);
    trust = SSLContext.getInstance("TLS");
    trust.init(null, managers.getTrustManagers(), null);
  }

  /** A door of a room. */
  public <T> T room(Class<T> door) {
    return platform.getBean(door);
  }

  public ServletWebServerApplicationContext context() {
    return platform;
  }

  public Browser browser() {
    return new Browser("https://localhost:" + platform.getWebServer().getPort(), trust);
  }

  /** Where the transactions are. */
  public String transactions() {
    var server = (TomcatWebServer) platform.getWebServer();
    return Stream.of(server.getTomcat().getService().findConnectors())
        .map(Connector::getLocalPort)
        .filter(port -> port != server.getPort())
        .map(port -> "https://localhost:" + port)
        .findFirst()
        .orElseThrow();
  }

  /** Acts that are recorded, indexed or not yet. */
  public long acts() {
    return JdbcClient.create(database.source())
        .sql(
            "select count(*) from (select act from audit.outbox union select act from audit.entry) a")
        .query(Long.class)
        .single();
  }

  /** Entries of the log, as its index holds them, with all these words. */
  public long entries(String... words) {
    return texts().stream().filter(entry -> Stream.of(words).allMatch(entry::contains)).count();
  }

  /** Acts of this kind, of a platform that is closed: what is closed in them is not opened. */
  public long closedEntries(String action) {
    return JdbcClient.create(database.source())
        .sql("select count(*) from audit.entry where action = ?")
        .param(action)
        .query(Long.class)
        .single();
  }

  /** The same, once the index has followed. */
  public long settledEntries(String... words) throws InterruptedException {
    long indexed = -1;
    for (long now = texts().size(); now != indexed; now = texts().size()) {
      indexed = now;
      Thread.sleep(250);
    }
    return entries(words);
  }

  /** The index follows the log by moments. */
  public void awaitEntry(String... words) throws InterruptedException {
    for (int i = 0; i < 100 && entries(words) == 0; i++) {
      Thread.sleep(50);
    }
    assertThat(entries(words)).as(String.join(" ", words)).isPositive();
  }

  /** The index follows the log by moments. */
  public void awaitEnding(String kind, String reason) throws InterruptedException {
    long found = 0;
    for (int i = 0; i < 100 && found == 0; i++) {
      Thread.sleep(50);
      found =
          JdbcClient.create(database.source())
              .sql("select count(*) from audit.ending where kind = ? and reason = ?")
              .params(kind, reason)
              .query(Long.class)
              .single();
    }
    assertThat(found).as(kind + " " + reason).isPositive();
  }

  private List<String> texts() {
    return TrailTexts.of(platform, JdbcClient.create(database.source()));
  }

  @Override
  public void close() {
    platform.close();
  }
}
