package org.musubi.facility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.audit.spi.Attribution.Attributed;
import org.musubi.core.MemberId;
import org.musubi.facility.AttributionProperties.Source;
import org.musubi.support.TestDatabase;

class ConfiguredAttributionTest {
  private static final Clock CLOCK = Clock.systemUTC();

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.0, true",
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "192.0.2.8/30, 192.0.2.11, true",
    "192.0.2.8/30, 192.0.2.12, false",
    "192.0.2.8, 192.0.2.8, true",
    "192.0.2.8, 192.0.2.9, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "128.0.0.0/1, 203.0.113.9, true",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "2001:db8::1, 2001:db8::1, true",
    "::/0, 192.0.2.1, false",
    "192.0.2.0/24, ::ffff:192.0.2.1, true"
  })
  void aPrefixContainsWhatBeginsLikeIt(String prefix, String address, boolean within) {
    assertThat(Prefix.parse(prefix).contains(InetAddress.ofLiteral(address))).isEqualTo(within);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.jp",
        "192.0.2.1/24",
        "192.0.2.0/33",
        "192.0.2.0/-1",
        "192.0.2.0/",
        "192.0.2.0/x",
        "2001:db8::1/64",
        "2001:db8::/129"
      })
  void whatIsNoPrefixIsRefused(String text) {
    assertThatThrownBy(() -> Prefix.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theLongestPrefixCountsAndAnUnknownAddressIsNobodys(@TempDir Path data) {
    var platform = new Platform(TestDatabase.fresh(), data, CLOCK);
    var east = platform.member("東地域", "1.2.392.200250.9.1").id();
    var west = platform.member("西地域", "1.2.392.200250.9.2").id();
    var stranger = MemberId.next(CLOCK);
    var attribution =
        new ConfiguredAttribution(
            new AttributionProperties(
                List.of(
                    new Source("192.0.2.0/24", east.toString(), null),
                    new Source("192.0.2.7", west.toString(), "fw01"),
                    new Source("192.0.2.8", stranger.toString(), null))),
            platform.facilities);

    assertThat(attribution.at(InetAddress.ofLiteral("192.0.2.1"), CLOCK.instant()))
        .contains(new Attributed(east, null, "configuration 192.0.2.0/24"));
    assertThat(attribution.at(InetAddress.ofLiteral("192.0.2.7"), CLOCK.instant()))
        .contains(new Attributed(west, "fw01", "configuration 192.0.2.7/32"));
    assertThat(attribution.at(InetAddress.ofLiteral("192.0.2.8"), CLOCK.instant()))
        .as("a member that the registry does not know")
        .isEmpty();
    assertThat(attribution.at(InetAddress.ofLiteral("198.51.100.1"), CLOCK.instant())).isEmpty();
  }

  @Test
  void aTableThatNamesAPrefixTwiceOrNoMemberIsRefused() {
    var one = new Source("192.0.2.0/24", MemberId.NOBODY.toString(), null);

    assertThatThrownBy(() -> new AttributionProperties(List.of(one, one)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Source("192.0.2.0/24", "east", null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
