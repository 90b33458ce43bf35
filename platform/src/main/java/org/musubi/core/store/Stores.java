package org.musubi.core.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import javax.sql.DataSource;
import org.musubi.postgres.EmbeddedServer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens the two data sources, on the embedded PostgreSQL when no other is named, after every room's
 * schema is in place.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DatabaseProperties.class, DataProperties.class})
class Stores {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean(destroyMethod = "close")
  Server server(DatabaseProperties database, DataProperties data) {
    return database.url().isEmpty()
        ? Server.embedded(EmbeddedServer.start(data.data().resolve("postgres")))
        : Server.named(database);
  }

  @Bean
  Schemas schemas(Server server) {
    return Schemas.migrate(server);
  }

  @Bean(destroyMethod = "close")
  @Registry
  HikariDataSource registrySource(Server server, Schemas schemas, DatabaseProperties database) {
    return open("registry", server, database, database.registryReadOnly());
  }

  @Bean(destroyMethod = "close")
  @Local
  HikariDataSource localSource(Server server, Schemas schemas, DatabaseProperties database) {
    return open("local", server, database, false);
  }

  @Bean
  @Registry
  JdbcClient registryClient(@Registry DataSource source) {
    return JdbcClient.create(source);
  }

  @Bean
  @Local
  JdbcClient localClient(@Local DataSource source) {
    return JdbcClient.create(source);
  }

  @Bean
  @Registry
  PlatformTransactionManager registryTransactions(@Registry DataSource source) {
    return new DataSourceTransactionManager(source);
  }

  @Bean
  @Local
  PlatformTransactionManager localTransactions(@Local DataSource source) {
    return new DataSourceTransactionManager(source);
  }

  @Bean
  @Registry
  TransactionOperations inRegistry(@Registry PlatformTransactionManager manager) {
    return new TransactionTemplate(manager);
  }

  @Bean
  @Local
  TransactionOperations inLocal(@Local PlatformTransactionManager manager) {
    return new TransactionTemplate(manager);
  }

  static HikariDataSource open(
      String name, Server server, DatabaseProperties database, boolean readOnly) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(server.url());
    config.setUsername(server.user());
    config.setPassword(server.password());
    config.setMaximumPoolSize(database.connections());
    config.setMinimumIdle(1);
    // A handshake waits on this too: long enough for a server that is started again, no longer.
    config.setConnectionTimeout(2_000);
    config.addDataSourceProperty("ApplicationName", "musubi-" + name);
    config.addDataSourceProperty("connectTimeout", "2");
    // The detail of an error quotes the row, and so a patient.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // The server ends a statement that takes too long; a server that hangs is given up a little
    // later.
    config.addDataSourceProperty(
        "socketTimeout", Long.toString(database.patience().toSeconds() + 2));
    config.addDataSourceProperty(
        "options",
        "-c statement_timeout="
            + database.patience().toMillis()
            + (readOnly ? " -c default_transaction_read_only=on" : ""));
    return new HikariDataSource(config);
  }
}
