package org.musubi.ihe.atna;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a participant is on the network (DICOM PS3.15 A.5.1). Real senders give the one without the
 * other.
 *
 * @param type NetworkAccessPointTypeCode
 * @param id NetworkAccessPointID
 */
public record NetworkAccessPoint(@Nullable Type type, @Nullable String id) {
  /** What the identifier is. */
  public enum Type {
    MACHINE_NAME("1"),
    IP_ADDRESS("2"),
    TELEPHONE_NUMBER("3"),
    EMAIL_ADDRESS("4"),
    URI("5");

    private final String code;

    Type(String code) {
      this.code = code;
    }

    /** The number on the wire. */
    public String code() {
      return code;
    }

    static @Nullable Type of(String code) {
      for (var type : values()) {
        if (type.code.equals(code)) {
          return type;
        }
      }
      return null;
    }
  }

  /** By its IP address. */
  public static NetworkAccessPoint of(InetAddress address) {
    return new NetworkAccessPoint(Type.IP_ADDRESS, address.getHostAddress());
  }

  /** By its DNS or machine name. */
  public static NetworkAccessPoint of(String machineName) {
    return new NetworkAccessPoint(Type.MACHINE_NAME, machineName);
  }
}
