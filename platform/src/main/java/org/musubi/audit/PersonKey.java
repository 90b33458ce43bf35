package org.musubi.audit;

import java.util.UUID;

/**
 * The key of one {@link DataSubject}: 32 random bytes. {@code toString} shows its name only.
 *
 * @param id names it in entries; random, says nothing of whose it is
 * @param bytes the key
 */
record PersonKey(UUID id, byte[] bytes) {
  @Override
  public String toString() {
    return "PersonKey[" + id + "]";
  }
}
