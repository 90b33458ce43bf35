package org.musubi.laws;

import java.util.Set;

/** The rooms of the floor plan, built or not, and the modules beside the platform. */
final class Rooms {
  static final Set<String> PLANNED =
      Set.of(
          "core",
          "audit",
          "soc",
          "facility",
          "ix",
          "idp",
          "mpi",
          "consent",
          "service",
          "gateway",
          "egress",
          "planning",
          "membership",
          "operations",
          "portal");
  static final Set<String> BESIDE = Set.of("services", "ihe", "tlog", "forward", "e2e");

  private Rooms() {}
}
