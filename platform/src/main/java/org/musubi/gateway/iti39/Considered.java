package org.musubi.gateway.iti39;

import java.util.List;

/** What may be fetched from one community, and what may not. */
record Considered(List<Wanted> wanted, List<Refusal> refused) {
  Considered {
    wanted = List.copyOf(wanted);
    refused = List.copyOf(refused);
  }
}
