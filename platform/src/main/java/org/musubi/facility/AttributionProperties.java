package org.musubi.facility;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.musubi.core.MemberId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose addresses are whose, as long as no network function knows it.
 *
 * @param sources whose addresses are whose, each with {@code prefix} (192.0.2.0/24, 2001:db8::/32
 *     or one address), {@code member} (its id) and, if one device has them all, {@code device} (its
 *     name); the longest prefix counts
 */
@ConfigurationProperties("musubi.attribution")
public record AttributionProperties(@DefaultValue List<Source> sources) {

  public AttributionProperties {
    sources = List.copyOf(sources);
    var seen = new HashSet<Prefix>();
    for (var source : sources) {
      if (!seen.add(Prefix.parse(source.prefix()))) {
        throw new IllegalArgumentException("musubi.attribution.sources names a prefix twice");
      }
    }
  }

  /**
   * Addresses of a Member.
   *
   * @param prefix an address, or one with the number of bits that count
   * @param member the Member's id, a UUID
   * @param device the name of the device that has them all, at most 100 characters; null for
   *     several
   */
  public record Source(String prefix, String member, @Nullable String device) {
    public Source {
      MemberId.parse(member);
      if (device != null && (device.isBlank() || device.length() > 100)) {
        throw new IllegalArgumentException("a device's name has 1 to 100 characters");
      }
    }
  }
}
