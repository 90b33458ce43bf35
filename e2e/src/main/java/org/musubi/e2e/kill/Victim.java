package org.musubi.e2e.kill;

import org.musubi.e2e.harness.Deployment;

/** Whom the knife meets: a process, the PostgreSQL of a process, or both at once. */
public enum Victim {
  PLATFORM("platform", true, false),
  /** The platform lives on and starts its PostgreSQL again by itself. */
  PLATFORM_DATABASE("platform", false, true),
  PLATFORM_AND_DATABASE("platform", true, true),
  REGION("west", true, false),
  REGION_DATABASE("west", false, true),
  SHARED_SERVICE("shared", true, false),
  SHARED_DATABASE("shared", false, true);

  private final String node;
  private final boolean process;
  private final boolean database;

  Victim(String node, boolean process, boolean database) {
    this.node = node;
    this.process = process;
    this.database = database;
  }

  /** SIGKILL. */
  void kill(Deployment deployment) {
    var victim = deployment.node(node);
    if (database) {
      victim.killPostgres();
    }
    if (process) {
      victim.kill();
    }
  }

  /** Starts a killed process again on what the disk holds; a database is its owner's to start. */
  void revive(Deployment deployment) {
    if (process) {
      var victim = deployment.node(node);
      victim.start();
      victim.awaitReady();
    }
  }
}
