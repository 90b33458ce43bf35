package org.musubi.core.store;

import org.musubi.postgres.EmbeddedServer;

/** The PostgreSQL that is used, and how it is let go. */
record Server(String url, String user, String password, Runnable release) implements AutoCloseable {
  static Server embedded(EmbeddedServer server) {
    return new Server(server.url("musubi"), server.user(), server.password(), server::close);
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
