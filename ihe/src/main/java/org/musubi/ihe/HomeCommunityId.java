package org.musubi.ihe;

/**
 * The globally unique identifier of a community (ITI TF-1 18; wire form ITI TF-2 3.38.4.1.2.1): an
 * OID written as a URI.
 *
 * @param oid the OID behind it
 */
public record HomeCommunityId(Oid oid) implements Comparable<HomeCommunityId> {
  private static final String URN = "urn:oid:";

  /**
   * Reads the wire form {@code urn:oid:1.2.3}; the bare OID is refused, as IHE demands the URI.
   *
   * @throws IllegalArgumentException when it is not of that form
   */
  public static HomeCommunityId parse(String text) {
    if (!text.startsWith(URN)) {
      throw new IllegalArgumentException("a homeCommunityId has the form urn:oid:<OID>");
    }
    return new HomeCommunityId(new Oid(text.substring(URN.length())));
  }

  @Override
  public int compareTo(HomeCommunityId other) {
    return oid.compareTo(other.oid);
  }

  /** The wire form, {@code urn:oid:1.2.3}. */
  @Override
  public String toString() {
    return oid.toUrn();
  }
}
