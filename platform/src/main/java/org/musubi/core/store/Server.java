package org.musubi.core.store;

import java.util.function.Function;
import org.musubi.postgres.CannotStart;
import org.musubi.postgres.DatabaseFailure;
import org.musubi.postgres.EmbeddedServer;

/**
 * The PostgreSQL that is used.
 *
 * @param why words for a failure of it
 * @param release how it is let go
 */
record Server(
    String url,
    String user,
    String password,
    Function<Throwable, CannotStart> why,
    Runnable release)
    implements AutoCloseable {
  static Server embedded(EmbeddedServer server) {
    return new Server(
        server.url("musubi"), server.user(), server.password(), server::explain, server::close);
  }

  static Server named(DatabaseProperties database) {
    return new Server(
        database.url(),
        database.user(),
        database.password(),
        failure -> DatabaseFailure.named("musubi.database", database.url(), failure),
        () -> {});
  }

  @Override
  public void close() {
    release.run();
  }

  @Override
  public String toString() {
    return "Server";
  }
}
