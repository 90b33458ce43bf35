package org.musubi.laws;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.musubi.Musubi;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** Doors open only forward: ARCHITECTURE.md, "The one rule". */
@Tag("law")
class ModularityTest {
  private static final List<String> LOWEST = List.of("core", "audit", "soc", "facility");

  /** For each room, the rooms below it. The order is the floor plan's, not the code's. */
  private static final Map<String, Set<String>> BELOW =
      Map.ofEntries(
          Map.entry("core", below(0)),
          Map.entry("audit", below(1)),
          Map.entry("soc", below(2)),
          Map.entry("facility", below(3)),
          Map.entry("ix", below(4)),
          Map.entry("idp", below(4)),
          Map.entry("mpi", below(4)),
          Map.entry("consent", below(4, "mpi")),
          Map.entry("service", below(4, "ix", "idp", "mpi", "consent")),
          Map.entry("gateway", below(4, "ix", "idp", "mpi", "consent", "service")),
          Map.entry("egress", below(4, "ix", "idp", "mpi", "consent", "service")),
          Map.entry("planning", below(4, "ix", "idp", "mpi", "consent", "service")),
          Map.entry("membership", upTo("gateway", "egress", "planning")),
          Map.entry("operations", upTo("gateway", "egress", "planning", "membership")),
          Map.entry("portal", upTo("gateway", "egress", "planning", "membership", "operations")),
          Map.entry(
              "demo", upTo("gateway", "egress", "planning", "membership", "operations", "portal")));

  /** The libraries beside the platform share its root package, but are no rooms. */
  private static final String[] LIBRARIES = {
    "org.musubi.ihe..", "org.musubi.tlog..", "org.musubi.postgres.."
  };

  private static final ApplicationModules ROOMS =
      ApplicationModules.of(Musubi.class, resideInAnyPackage(LIBRARIES));

  @Test
  void everyRoomKeepsItsDoors() {
    ROOMS.verify();
  }

  @Test
  void everyRoomIsOfTheFloorPlanAndDeclaresOnlyLowerRooms() throws Exception {
    List<String> found = new ArrayList<>();
    for (var room : ROOMS) {
      String name = room.getBasePackage().getName().substring("org.musubi.".length());
      if (name.indexOf('.') < 0) {
        found.addAll(violations(name, declared(name)));
      }
    }

    assertThat(found).isEmpty();
  }

  @Test
  void aDoorThatOpensBackwardIsFound() {
    assertThat(violations("audit", List.of("core", "gateway")))
        .containsExactly("audit must not see gateway");
    assertThat(violations("idp", List.of("core::store", "consent")))
        .containsExactly("idp must not see consent");
    assertThat(violations("attic", List.of())).containsExactly("attic is not in the floor plan");
  }

  private static List<String> violations(String room, List<String> declared) {
    Set<String> below = BELOW.get(room);
    if (below == null) {
      return List.of(room + " is not in the floor plan");
    }
    return declared.stream()
        .map(door -> door.split("::")[0].strip())
        .filter(door -> !below.contains(door.split("\\.")[0]))
        .map(door -> room + " must not see " + door)
        .toList();
  }

  private static List<String> declared(String room) throws ClassNotFoundException {
    var module =
        Class.forName("org.musubi." + room + ".package-info")
            .getAnnotation(ApplicationModule.class);
    assertThat(module).as("%s declares its doors", room).isNotNull();
    assertThat(module.type()).as("%s is closed", room).isEqualTo(ApplicationModule.Type.CLOSED);
    assertThat(module.displayName()).as("%s has its Japanese name", room).isNotBlank();
    return List.of(module.allowedDependencies());
  }

  private static Set<String> below(int lowest, String... more) {
    var rooms = new ArrayList<>(LOWEST.subList(0, lowest));
    rooms.addAll(List.of(more));
    return Set.copyOf(rooms);
  }

  private static Set<String> upTo(String... more) {
    var rooms = new ArrayList<>(below(4, "ix", "idp", "mpi", "consent", "service"));
    rooms.addAll(List.of(more));
    return Set.copyOf(rooms);
  }
}
