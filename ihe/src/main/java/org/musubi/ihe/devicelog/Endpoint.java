package org.musubi.ihe.devicelog;

import org.jspecify.annotations.Nullable;

/**
 * One end of a communication, as a device names it.
 *
 * @param address an IP address, or a name where the device logs names; 1 to 255 characters without
 *     blanks
 * @param port 0 to 65535, null where there is none
 */
public record Endpoint(String address, @Nullable Integer port) {
  private static final int LONGEST = 255;

  /**
   * @throws IllegalArgumentException when the address is empty, too long or has blanks, or the port
   *     is none
   */
  public Endpoint {
    if (address.isEmpty()
        || address.length() > LONGEST
        || address.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      throw new IllegalArgumentException(
          "an address has 1 to " + LONGEST + " characters, no blanks");
    }
    if (port != null && (port < 0 || port > 65_535)) {
      throw new IllegalArgumentException("a port is 0 to 65535");
    }
  }

  /** Null when there is no usable address; a port that is none is left out. */
  static @Nullable Endpoint of(@Nullable String address, @Nullable String port) {
    if (address == null
        || address.isEmpty()
        || address.equals("-")
        || address.length() > LONGEST
        || address.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      return null;
    }
    boolean known = port != null && port.matches("\\d{1,5}") && Integer.parseInt(port) <= 65_535;
    return new Endpoint(address, known ? Integer.valueOf(port) : null);
  }

  @Override
  public String toString() {
    return port == null
        ? address
        : address.contains(":") ? "[" + address + "]:" + port : address + ":" + port;
  }
}
