package org.musubi.services.records.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import org.musubi.postgres.EmbeddedServer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One real PostgreSQL for all tests of this process; a database of its own for whoever asks. */
public final class Cluster {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final EmbeddedServer SERVER = start();

  private Cluster() {}

  /** A fresh, empty database: its URL. */
  public static String database() {
    String name = "records" + COUNT.incrementAndGet();
    JdbcClient.create(source(SERVER.url("postgres"))).sql("create database " + name).update();
    return SERVER.url(name);
  }

  public static String user() {
    return SERVER.user();
  }

  public static String password() {
    return SERVER.password();
  }

  public static DriverManagerDataSource source(String url) {
    return new DriverManagerDataSource(url, SERVER.user(), SERVER.password());
  }

  private static EmbeddedServer start() {
    try {
      Path directory = Files.createTempDirectory("musubi-records");
      var server = EmbeddedServer.start(directory);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> {
                server.close();
                delete(directory);
              }));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path tree) {
    try (var all = Files.walk(tree)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      // What is left lies in the temporary folder.
    }
  }
}
