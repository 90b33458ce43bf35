package org.musubi.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.musubi.postgres.EmbeddedServer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Real PostgreSQL for tests: one embedded cluster in this process, one migrated template, and a
 * fresh database from it for whoever asks.
 */
public final class TestDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final DriverManagerDataSource source;

  private TestDatabase(String name) {
    source =
        new DriverManagerDataSource(
            Cluster.SERVER.url(name), Cluster.SERVER.user(), Cluster.SERVER.password());
  }

  /** A database with every room's schema, empty. */
  public static TestDatabase fresh() {
    String name = "test" + COUNT.incrementAndGet();
    synchronized (Cluster.class) {
      Cluster.admin().sql("create database " + name + " template " + Cluster.TEMPLATE).update();
    }
    return new TestDatabase(name);
  }

  public String url() {
    return source.getUrl();
  }

  public String user() {
    return source.getUsername();
  }

  public String password() {
    return source.getPassword();
  }

  public DriverManagerDataSource source() {
    return source;
  }

  public JdbcClient client() {
    return JdbcClient.create(source);
  }

  public TransactionOperations transactions() {
    return new TransactionTemplate(new DataSourceTransactionManager(source));
  }

  /** Properties for a Spring context on this database, in a data directory of its own. */
  public String[] properties(Path data) {
    return new String[] {
      "musubi.database.url=" + url(),
      "musubi.database.user=" + user(),
      "musubi.database.password=" + password(),
      "musubi.data=" + data
    };
  }

  /** Started with the first test that needs it; ends with the process. */
  private static final class Cluster {
    static final EmbeddedServer SERVER = start();
    static final String TEMPLATE = migrated();

    static JdbcClient admin() {
      return JdbcClient.create(
          new DriverManagerDataSource(SERVER.url("postgres"), SERVER.user(), SERVER.password()));
    }

    private static EmbeddedServer start() {
      try {
        Path directory = Files.createTempDirectory("musubi-test");
        var server = EmbeddedServer.start(directory);
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(() -> {
                  server.close();
                  delete(directory);
                }));
        return server;
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    private static void delete(Path tree) {
      try (var all = Files.walk(tree)) {
        all.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      } catch (java.io.IOException e) {
        // What is left lies in the temporary folder.
      }
    }

    private static String migrated() {
      for (var room :
          new String[] {
            "core",
            "audit",
            "soc",
            "facility",
            "idp",
            "mpi",
            "consent",
            "service",
            "gateway",
            "portal"
          }) {
        if (TestDatabase.class.getResource("/db/migration/" + room) != null) {
          Flyway.configure()
              .dataSource(SERVER.url("musubi"), SERVER.user(), SERVER.password())
              .schemas(room)
              .locations("classpath:db/migration/" + room)
              .load()
              .migrate();
        }
      }
      return "musubi";
    }
  }
}
