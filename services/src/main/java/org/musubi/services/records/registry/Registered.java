package org.musubi.services.records.registry;

import java.util.List;
import org.musubi.ihe.xds.RegistryError;

/** How a registration ended. */
public sealed interface Registered {
  /**
   * It is durable.
   *
   * @param ids entryUUIDs of the document entries, in their order
   * @param again whether the same submission was here already and nothing was written
   */
  record Done(List<String> ids, boolean again) implements Registered {
    public Done {
      ids = List.copyOf(ids);
    }
  }

  /** Nothing was written. */
  record Refused(List<RegistryError> errors) implements Registered {
    public Refused {
      errors = List.copyOf(errors);
    }

    static Refused of(RegistryError error) {
      return new Refused(List.of(error));
    }
  }
}
