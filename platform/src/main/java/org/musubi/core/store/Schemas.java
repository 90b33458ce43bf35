package org.musubi.core.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Every room's schema, migrated in the order of the rooms; a room's migrations lie under {@code
 * db/migration/<room>}. When the database carries the mark of exactly these migrations nothing is
 * opened at all: most starts change nothing, and Flyway's own look at every room costs more than
 * the rest of the start.
 */
final class Schemas {
  private static final List<String> ROOMS =
      List.of(
          "core",
          "audit",
          "soc",
          "facility",
          "idp",
          "mpi",
          "consent",
          "service",
          "gateway",
          "portal");

  private Schemas() {}

  /**
   * Brings every schema up to date.
   *
   * @throws org.musubi.postgres.CannotStart with words, when the database cannot be reached,
   *     refuses or has no room
   */
  static Schemas migrate(Server server) {
    String mark = mark();
    try (var connection = connect(server)) {
      if (!mark.equals(read(connection))) {
        for (var room : ROOMS) {
          migrate(server, room);
        }
        write(connection, mark);
      }
      return new Schemas();
    } catch (SQLException | FlywayException e) {
      throw server.why().apply(e);
    }
  }

  /** Waits for a while only: nobody sees a start that hangs. */
  private static Connection connect(Server server) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", server.user());
    properties.setProperty("password", server.password());
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "10");
    return DriverManager.getConnection(server.url(), properties);
  }

  private static void migrate(Server server, String room) {
    if (Schemas.class.getResource("/db/migration/" + room) != null) {
      Flyway.configure()
          .dataSource(server.url(), server.user(), server.password())
          .schemas(room)
          .locations("classpath:db/migration/" + room)
          .load()
          .migrate();
    }
  }

  /** SHA-256 over the names and contents of all migrations. */
  private static String mark() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var scripts =
          new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*/*.sql");
      Arrays.sort(scripts, Comparator.comparing(Schemas::name));
      for (var script : scripts) {
        digest.update(name(script).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        digest.update(script.getContentAsByteArray());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String name(Resource script) {
    try {
      String url = script.getURL().toString();
      return url.substring(url.indexOf("db/migration/"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      try (var there =
          statement.executeQuery("select to_regclass('core.schema_mark') is not null")) {
        if (!there.next() || !there.getBoolean(1)) {
          return "";
        }
      }
      try (var row = statement.executeQuery("select mark from core.schema_mark")) {
        return row.next() ? row.getString(1) : "";
      }
    }
  }

  private static void write(Connection connection, String mark) throws SQLException {
    connection.setAutoCommit(false);
    try (var clear = connection.prepareStatement("delete from core.schema_mark");
        var set = connection.prepareStatement("insert into core.schema_mark (mark) values (?)")) {
      clear.executeUpdate();
      set.setString(1, mark);
      set.executeUpdate();
      connection.commit();
    }
  }
}
