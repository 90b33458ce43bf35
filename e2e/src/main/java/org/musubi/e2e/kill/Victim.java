package org.musubi.e2e.kill;

import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.harness.Node;

/** Whom the knife meets. */
enum Victim {
  PLATFORM("platform", false),
  PLATFORM_DATABASE("platform", true),
  REGION("west", false),
  SHARED_SERVICE("shared", false),
  SHARED_DATABASE("shared", true);

  private final String node;
  private final boolean database;

  Victim(String node, boolean database) {
    this.node = node;
    this.database = database;
  }

  /** SIGKILL; of a process whose database died, the rest is killed too before it starts again. */
  void kill(Deployment deployment) {
    var victim = deployment.node(node);
    if (database) {
      victim.killPostgres();
    } else {
      victim.kill();
    }
  }

  /** Starts it again on what the disk holds. */
  void revive(Deployment deployment) {
    Node victim = deployment.node(node);
    victim.kill();
    victim.start();
    victim.awaitReady();
  }
}
