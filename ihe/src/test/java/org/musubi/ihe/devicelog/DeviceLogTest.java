package org.musubi.ihe.devicelog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.ihe.atna.Octets;
import org.musubi.ihe.devicelog.DeviceRecord.Kind;

class DeviceLogTest {
  private static final Instant NOW = Instant.parse("2026-11-21T01:02:05Z");
  private static final DeviceLog LOG =
      new DeviceLog(Clock.fixed(NOW, ZoneOffset.UTC), ZoneId.of("Asia/Tokyo"));

  /** Lines in the programs' own formats; kind, outcome, source, destination, protocol, subject. */
  private static final String[] LINES = {
    "<4>Nov 21 10:02:03 fw01 kernel: [  812.004321] nft-drop-in: IN=eth0 OUT= MAC=00:00:5e:00:53:01"
        + " SRC=203.0.113.9 DST=192.0.2.10 LEN=60 TOS=0x00 PREC=0x00 TTL=51 ID=1 DF PROTO=TCP SPT=51034"
        + " DPT=443 WINDOW=64240 RES=0x00 SYN URGP=0"
        + " | NETFILTER DENIED 203.0.113.9:51034 192.0.2.10:443 TCP null nft-drop-in:",
    "<4>Nov 21 10:02:03 fw01 kernel: accept-out IN=lan0 OUT=wan0 SRC=2001:db8::5 DST=2001:db8:1::1"
        + " LEN=80 TC=0 HOPLIMIT=63 FLOWLBL=0 PROTO=UDP SPT=5000 DPT=53 LEN=40"
        + " | NETFILTER ALLOWED [2001:db8::5]:5000 [2001:db8:1::1]:53 UDP null accept-out",
    "Nov 21 10:02:03 fw01 ulogd[77]: IN=eth0 OUT= SRC=203.0.113.1 DST=192.0.2.1 PROTO=ICMP TYPE=3"
        + " CODE=1 [SRC=192.0.2.1 DST=203.0.113.99 PROTO=UDP SPT=9 DPT=9 ]"
        + " | NETFILTER UNKNOWN 203.0.113.1 192.0.2.1 ICMP null null",
    "{\"timestamp\":\"2026-11-21T10:02:03.250000+0900\",\"dvc\":\"Netfilter\",\"raw.pktlen\":60,"
        + "\"oob.prefix\":\"deny-in \",\"oob.in\":\"eth0\",\"ip.protocol\":6,\"src_ip\":\"203.0.113.9\","
        + "\"dest_ip\":\"192.0.2.10\",\"src_port\":51034,\"dest_port\":22}"
        + " | NETFILTER DENIED 203.0.113.9:51034 192.0.2.10:22 TCP null deny-in",
    "203.0.113.7 - d-0001 [21/Nov/2026:10:02:03 +0900] \"GET /portal/x?name=%E7%B5%90 HTTP/1.1\" 200"
        + " 512 \"-\" \"curl/8.5.0\""
        + " | NGINX ALLOWED 203.0.113.7 null HTTP d-0001 GET /portal/x",
    "203.0.113.7 - - [21/Nov/2026:10:02:03 +0900] \"\\x16\\x03\\x01\\\"\" 400 157 \"-\" \"-\""
        + " | NGINX FAILED 203.0.113.7 null HTTP null null",
    "2026/11/21 10:02:03 [info] 31#31: *7 client SSL certificate verify error: (10:certificate has"
        + " expired) while reading client request headers, client: 203.0.113.8, server: hub.example.jp"
        + " | NGINX FAILED 203.0.113.8 null HTTP null client SSL certificate verify error: (10:certificate"
        + " has expired) while reading client request headers",
    "<190>Nov 21 10:02:03 px01 nginx: {\"time_iso8601\":\"2026-11-21T10:02:03+09:00\","
        + "\"remote_addr\":\"203.0.113.7\",\"remote_port\":\"40123\",\"server_addr\":\"192.0.2.20\","
        + "\"server_port\":\"443\",\"ssl_client_s_dn\":\"CN=member-a,O=\\u7d50\\u3073,C=JP\","
        + "\"ssl_client_verify\":\"SUCCESS\",\"request\":\"POST /xca?q=1 HTTP/1.1\",\"status\":\"403\"}"
        + " | NGINX DENIED 203.0.113.7:40123 192.0.2.20:443 HTTP CN=member-a,O=結び,C=JP POST /xca",
    "{\"transaction\":{\"client_ip\":\"203.0.113.66\",\"time_stamp\":\"Sat Nov 21 10:02:03 2026\","
        + "\"server_id\":\"a\",\"client_port\":41000,\"host_ip\":\"192.0.2.20\",\"host_port\":443,"
        + "\"request\":{\"method\":\"GET\",\"http_version\":1.1,\"uri\":\"/?id=1' or '1'='1\"},"
        + "\"response\":{\"http_code\":403},\"messages\":[{\"message\":\"SQL Injection\","
        + "\"details\":{\"ruleId\":\"942100\"}}]}}"
        + " | MODSECURITY DENIED 203.0.113.66:41000 192.0.2.20:443 HTTP null GET /, rule 942100",
    "1795222923.250    345 192.0.2.30 TCP_TUNNEL/200 5678 CONNECT update.example.jp:443 pc-7"
        + " HIER_DIRECT/198.51.100.7 -"
        + " | SQUID ALLOWED 192.0.2.30 198.51.100.7:443 HTTP pc-7 CONNECT update.example.jp:443",
    "<134>Nov 21 10:02:03 px02 (squid-1)[99]: 1795222923.250      0 192.0.2.31 TCP_DENIED/403 3900 GET"
        + " http://bad.example.com/a?b - HIER_NONE/- text/html"
        + " | SQUID DENIED 192.0.2.31 bad.example.com:80 HTTP null GET http://bad.example.com/a",
    "{\"timestamp\":\"1795222923.250\",\"client_ip\":\"192.0.2.32\",\"client_port\":5001,"
        + "\"squid_status\":\"TCP_MISS\",\"http_status\":503,\"method\":\"GET\","
        + "\"url\":\"https://a.example.jp/\",\"user\":\"-\",\"server_ip\":\"-\"}"
        + " | SQUID FAILED 192.0.2.32:5001 a.example.jp:443 HTTP null GET https://a.example.jp/",
    "<30>Nov 21 10:02:03 gw01 charon[812]: 13[IKE] IKE_SA member-a[12] established between"
        + " 192.0.2.1[C=JP, O=hub, CN=hub.example.jp]...203.0.113.9[C=JP, CN=member-a]"
        + " | STRONGSWAN ALLOWED 203.0.113.9 192.0.2.1 IKE C=JP, CN=member-a IKE_SA established",
    "<30>Nov 21 10:02:03 gw01 charon-systemd[812]: 05[NET] <member-a|12> received packet: from"
        + " 203.0.113.9[4500] to 192.0.2.1[4500] (1108 bytes)"
        + " | STRONGSWAN UNKNOWN 203.0.113.9:4500 192.0.2.1:4500 IKE null received packet",
    "<30>Nov 21 10:02:03 gw01 charon: 13[IKE] CHILD_SA net{3} established with SPIs c1a2b3c4_i"
        + " c5d6e7f8_o and TS 10.1.0.0/16 === 10.2.0.0/16"
        + " | STRONGSWAN ALLOWED null null ESP null CHILD_SA established, 10.1.0.0/16 === 10.2.0.0/16",
    "<30>Nov 21 10:02:03 gw01 charon: 08[IKE] authentication of 'CN=member-b' with"
        + " ECDSA_WITH_SHA384_DER successful"
        + " | STRONGSWAN ALLOWED null null IKE CN=member-b authentication successful",
    "<30>Nov 21 10:02:03 gw01 charon: 08[CFG] no trusted RSA public key found for 'CN=member-x'"
        + " | STRONGSWAN DENIED null null IKE CN=member-x no trusted RSA public key found for 'CN=member-x'",
    "<30>Nov 21 10:02:03 gw01 charon: 08[IKE] giving up after 5 retransmits"
        + " | STRONGSWAN FAILED null null IKE null giving up after 5 retransmits",
    "<29>Nov 21 10:02:03 ix01 bgpd[55]: [M59KS-A3ZXZ] %ADJCHANGE: neighbor 198.51.100.2(peer-a) in vrf"
        + " default Down BGP Notification received"
        + " | FRR_BGP FAILED 198.51.100.2 null BGP null neighbor Down BGP Notification received",
    "2026/11/21 10:02:03 BGP: [M59KS-A3ZXZ] %ADJCHANGE: neighbor 2001:db8::2 in vrf default Up"
        + " | FRR_BGP ALLOWED 2001:db8::2 null BGP null neighbor Up",
    "<27>Nov 21 10:02:03 ix01 bgpd[55]: [HZN6M-XRM1G][EC 33554503] %NOTIFICATION: sent to neighbor"
        + " 198.51.100.2 4/0 (Hold Timer Expired) 0 bytes"
        + " | FRR_BGP FAILED null 198.51.100.2 BGP null NOTIFICATION 4/0 (Hold Timer Expired)",
    "<28>Nov 21 10:02:03 ix01 bgpd[55]: %MAXPFX: No. of IPv4 Unicast prefix received from 198.51.100.2"
        + " 101 exceed, limit 100"
        + " | FRR_BGP DENIED 198.51.100.2 null BGP null %MAXPFX: No. of IPv4 Unicast prefix received from"
        + " 198.51.100.2 101 exceed, limit 100",
    "[1795222923] unbound[1234:0] info: 192.0.2.53 hub.example.jp. A IN"
        + " | UNBOUND UNKNOWN 192.0.2.53 null DNS null A hub.example.jp.",
    "<30>Nov 21 10:02:03 dns1 unbound: [1234:1] reply: 192.0.2.53 nope.example.jp. AAAA IN NXDOMAIN"
        + " 0.012345 0 55"
        + " | UNBOUND FAILED 192.0.2.53 null DNS null AAAA nope.example.jp.",
    "<30>Nov 21 10:02:03 dns1 unbound: [1234:1] info: example.com. always_refuse 192.0.2.54@40212"
        + " bad.example.com. A IN"
        + " | UNBOUND DENIED 192.0.2.54:40212 null DNS null A bad.example.com., always_refuse",
    "<30>Nov 21 10:02:03 dns1 unbound: [1234:1] info: rpz: applied [block] bad.example.com."
        + " rpz-nxdomain 192.0.2.54@40212 bad.example.com. A IN"
        + " | UNBOUND DENIED 192.0.2.54:40212 null DNS null A bad.example.com., rpz-nxdomain",
  };

  private static String[] lines() {
    return LINES;
  }

  private static DeviceRecord read(String line) {
    return LOG.read(line.getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aLineOfEachProgramIsUnderstood(String lineAndMeaning) {
    int bar = lineAndMeaning.indexOf(" | ");
    var line = lineAndMeaning.substring(0, bar);

    var record = read(line);

    assertThat(
            "%s %s %s %s %s %s %s"
                .formatted(
                    record.kind(),
                    record.outcome(),
                    record.source(),
                    record.destination(),
                    record.protocol(),
                    record.subject(),
                    record.action()))
        .isEqualTo(lineAndMeaning.substring(bar + 3));
    assertThat(record.raw()).isEqualTo(Octets.of(line));
    assertThat(record.reason()).isNull();
    assertThat(record.at().at().getEpochSecond())
        .isEqualTo(Instant.parse("2026-11-21T01:02:03Z").getEpochSecond());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<30>Nov 21 10:02:03 gw01 charon: 01[LIB] loaded plugins | gw01 | no known kind",
        "<30>Nov 21 10:02:03 gw01 sshd[1]: Accepted publickey | gw01 | no known program",
        "nothing anybody knows | | no known program",
        "~~ | | no known program",
        "<999>x | | PRI",
        "{\"remote_addr\": | | begins like JSON",
        "{\"a\":1} | | no known program"
      })
  void aLineThatIsNotUnderstoodIsKeptWithAReason(String line, String device, String reason) {
    var record = read(line);

    assertThat(record.kind()).isEqualTo(Kind.UNPARSED);
    assertThat(record.device()).isEqualTo(device);
    assertThat(record.reason()).contains(reason);
    assertThat(record.raw()).isEqualTo(Octets.of(line));
  }

  @Test
  void theDeviceIsThatOfTheLineElseThatOfTheConnection() {
    var line = "nothing anybody knows".getBytes(UTF_8);
    var named = "<30>Nov 21 10:02:03 gw01 charon: 01[LIB] x".getBytes(UTF_8);

    assertThat(LOG.read(line, "by-connection", NOW).device()).isEqualTo("by-connection");
    assertThat(LOG.read(named, "by-connection", NOW).device()).isEqualTo("gw01");
  }

  @ParameterizedTest
  @ValueSource(ints = {DeviceLog.MAX_TEXT + 1, DeviceLog.MAX_JSON + 1, 2_000_000})
  void aLineThatIsTooLongIsKeptUnparsed(int length) {
    var line = "x".repeat(length);

    assertThat(read(line).reason()).contains("longer than the limit");
    assertThat(read(line).raw().size()).isEqualTo(length);
  }

  @Test
  void bytesThatAreNoUtf8AreKeptAsTheyCame() {
    var line =
        "<4>Nov 21 10:02:03 fw kernel: \u00ff IN=a OUT= SRC=192.0.2.1 DST=192.0.2.2 PROTO=TCP"
            .getBytes(StandardCharsets.ISO_8859_1);

    var record = LOG.read(line);

    assertThat(record.kind()).isEqualTo(Kind.NETFILTER);
    assertThat(record.raw().bytes()).isEqualTo(line);
  }

  @Test
  void deepJsonAndLongQuotesDoNotExhaustTheStack() {
    var deep = "{\"a\":" + "[".repeat(100_000);
    var quoted =
        "203.0.113.7 - - [21/Nov/2026:10:02:03 +0900] \"" + "\\\"".repeat(4_000) + "\" 200 1";

    assertThat(read(deep).kind()).isEqualTo(Kind.UNPARSED);
    assertThat(read(quoted).kind()).isEqualTo(Kind.NGINX);
  }

  @Test
  void nothingPersonalIsInWhatALogWouldShow() {
    assertThat(read(LINES[4].substring(0, LINES[4].indexOf(" | "))).toString())
        .isEqualTo("DeviceRecord[NGINX, ALLOWED, 114 bytes]");
  }

  @Test
  void randomAndMutatedLinesNeverMakeAParserThrowAndNeverLoseTheLine() {
    var random = new Random(20261121);
    var seeds = Arrays.stream(LINES).map(l -> l.substring(0, l.indexOf(" | "))).toList();
    for (int i = 0; i < 60_000; i++) {
      var bytes = mutated(random, seeds.get(i % seeds.size()).getBytes(UTF_8), i % 5 == 0);

      var record = LOG.read(bytes);

      assertThat(record.raw().bytes()).isEqualTo(bytes);
      assertThat(record.kind() == Kind.UNPARSED).isEqualTo(record.reason() != null);
    }
  }

  private static byte[] mutated(Random random, byte[] seed, boolean noise) {
    if (noise) {
      var bytes = new byte[random.nextInt(120)];
      random.nextBytes(bytes);
      return bytes;
    }
    var specials = List.of("\"", "\\", "[", "]", "{", "}", ":", " ", "=", "\u0000", "9", "-", "%");
    for (int n = random.nextInt(6); n >= 0; n--) {
      int place = random.nextInt(seed.length);
      if (random.nextInt(4) == 0) {
        seed = Arrays.copyOf(seed, Math.max(1, place));
      } else {
        seed[place % seed.length] =
            random.nextBoolean()
                ? (byte) random.nextInt()
                : (byte) specials.get(random.nextInt(specials.size())).charAt(0);
      }
    }
    return seed;
  }
}
