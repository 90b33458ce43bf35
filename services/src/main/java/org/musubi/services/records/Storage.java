package org.musubi.services.records;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.musubi.postgres.CannotStart;
import org.musubi.postgres.DatabaseFailure;
import org.musubi.postgres.EmbeddedServer;
import org.musubi.services.records.content.Documents;
import org.musubi.services.records.patients.Patients;
import org.musubi.services.records.registry.Registry;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Database, documents, registry. */
@Configuration(proxyBeanMethods = false)
class Storage {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Storage.class);

  /** The PostgreSQL that is used, and how it is let go. */
  record Server(
      String url,
      String user,
      String password,
      Function<Throwable, CannotStart> why,
      Runnable release)
      implements AutoCloseable {
    @Override
    public void close() {
      release.run();
    }

    @Override
    public String toString() {
      return "Server";
    }
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean(destroyMethod = "close")
  Server server(RecordsProperties properties) {
    var database = properties.database();
    if (!database.url().isEmpty()) {
      return new Server(
          database.url(),
          database.user(),
          database.password(),
          failure -> DatabaseFailure.named("musubi.records.database", database.url(), failure),
          () -> {});
    }
    var embedded = EmbeddedServer.start(properties.data().resolve("postgres"));
    return new Server(
        embedded.url("musubi"),
        embedded.user(),
        embedded.password(),
        embedded::explain,
        embedded::close);
  }

  @Bean(destroyMethod = "close")
  HikariDataSource source(Server server, RecordsProperties properties) {
    migrate(server);
    var config = new HikariConfig();
    config.setPoolName("records");
    config.setJdbcUrl(server.url());
    config.setUsername(server.user());
    config.setPassword(server.password());
    config.setSchema("records");
    config.setMaximumPoolSize(properties.database().connections());
    config.setMinimumIdle(1);
    // A handshake waits on this too: long enough for a server that is started again, no longer.
    config.setConnectionTimeout(2_000);
    config.addDataSourceProperty("ApplicationName", "musubi-records");
    config.addDataSourceProperty("connectTimeout", "2");
    // The detail of an error quotes the row, and so a patient.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    return new HikariDataSource(config);
  }

  static void migrate(Server server) {
    try {
      Flyway.configure()
          .dataSource(server.url(), server.user(), server.password())
          .schemas("records")
          .locations("classpath:db/migration/records")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw server.why().apply(e);
    }
  }

  @Bean
  JdbcClient database(HikariDataSource source) {
    return JdbcClient.create(source);
  }

  @Bean
  TransactionOperations transactions(HikariDataSource source) {
    return new TransactionTemplate(new DataSourceTransactionManager(source));
  }

  @Bean
  Patients patients(JdbcClient database) {
    return new Patients(database);
  }

  @Bean
  Registry registry(
      RecordsProperties properties,
      TransactionOperations transactions,
      JdbcClient database,
      Patients patients,
      Clock clock) {
    return new Registry(
        properties.community(),
        transactions,
        database,
        patients,
        clock,
        properties.limits().results());
  }

  @Bean
  Documents documents(RecordsProperties properties, Registry registry) throws IOException {
    var documents = Documents.in(properties.data());
    int left = documents.sweep(registry::names);
    if (left > 0) {
      LOG.info("removed {} files of documents that were never acknowledged", left);
    }
    return documents;
  }
}
