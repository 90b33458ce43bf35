package org.musubi.gateway.iti39;

import java.util.List;

/** What one community delivered, and what not. Closing it gives up its documents. */
record Fetched(List<Whole> whole, List<Refusal> refused) implements AutoCloseable {
  Fetched {
    whole = List.copyOf(whole);
    refused = List.copyOf(refused);
  }

  @Override
  public void close() {
    whole.forEach(document -> document.content().close());
  }
}
