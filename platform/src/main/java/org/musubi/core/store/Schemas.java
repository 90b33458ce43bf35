package org.musubi.core.store;

import java.util.List;
import org.flywaydb.core.Flyway;

/**
 * Every room's schema, migrated in the order of the rooms; a room's migrations lie under {@code
 * db/migration/<room>}.
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

  static Schemas migrate(Server server) {
    for (var room : ROOMS) {
      if (Schemas.class.getResource("/db/migration/" + room) != null) {
        Flyway.configure()
            .dataSource(server.url(), server.user(), server.password())
            .schemas(room)
            .locations("classpath:db/migration/" + room)
            .load()
            .migrate();
      }
    }
    return new Schemas();
  }
}
