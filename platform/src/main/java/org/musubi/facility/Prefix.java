package org.musubi.facility;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * An IPv4 or IPv6 prefix (RFC 4632, RFC 4291 section 2.3). Names are never looked up.
 *
 * @param network the address, its further bits zero
 * @param bits that count
 */
record Prefix(InetAddress network, int bits) {
  /**
   * @throws IllegalArgumentException when bits that do not count are set, or there are not so many
   */
  Prefix {
    byte[] address = network.getAddress();
    if (bits < 0 || bits > address.length * 8 || !Arrays.equals(address, masked(address, bits))) {
      throw new IllegalArgumentException("a prefix has no bits set beyond its length");
    }
  }

  /**
   * Reads {@code 192.0.2.0/24} or one address.
   *
   * @throws IllegalArgumentException when it is neither
   */
  static Prefix parse(String text) {
    int slash = text.indexOf('/');
    var network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    return new Prefix(
        network,
        slash < 0
            ? network.getAddress().length * 8
            : Integer.parseInt(text, slash + 1, text.length(), 10));
  }

  boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    byte[] own = network.getAddress();
    return bytes.length == own.length && Arrays.equals(own, masked(bytes, bits));
  }

  private static byte[] masked(byte[] address, int bits) {
    byte[] masked = new byte[address.length];
    for (int i = 0; i < address.length; i++) {
      int left = Math.clamp(bits - 8L * i, 0, 8);
      masked[i] = (byte) (address[i] & (0xff00 >> left));
    }
    return masked;
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + bits;
  }
}
