package org.musubi.gateway.iti20;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.gateway.iti20.Reporters.acknowledged;
import static org.musubi.gateway.iti20.Reporters.bytes;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musubi.audit.Access;
import org.musubi.audit.Raw;
import org.musubi.audit.Result;
import org.musubi.core.MemberId;
import org.musubi.facility.Standing;
import org.musubi.gateway.iti20.Reporters.Reporter;
import org.musubi.support.RunningPlatform;

/** Lines of network devices, by TLS and by datagram, into the trail of a running platform. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeviceLinesTest {
  private static final MemberId DATAGRAMS = MemberId.next(Clock.systemUTC());
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("MMM d HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("Asia/Tokyo"));

  private Reporters reporters;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    var platform =
        new RunningPlatform(
            data,
            "musubi.syslog.udp-port=0",
            "musubi.attribution.sources[0].prefix=127.0.0.1",
            "musubi.attribution.sources[0].member=" + DATAGRAMS,
            "musubi.attribution.sources[0].device=fw01");
    reporters = new Reporters(platform, data);
    reporters.register(DATAGRAMS, "機器だけの機関");
  }

  @AfterAll
  void end() {
    reporters.platform.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "kernel: nft-drop-in: IN=eth0 OUT= SRC=203.0.113.9 DST=192.0.2.10 LEN=60 PROTO=TCP SPT=51034"
            + " DPT=443 | NETFILTER | 203.0.113.9:51034 | 192.0.2.10:443 | TCP | REFUSED",
        "nginx: 203.0.113.7 - d-0001 [21/Nov/2026:10:02:03 +0900] \"GET /x?name=y HTTP/1.1\" 200 512"
            + " \"-\" \"curl\" | NGINX | 203.0.113.7 | | HTTP | DONE",
        "modsecurity: {\"transaction\":{\"client_ip\":\"203.0.113.66\",\"client_port\":41000,"
            + "\"host_ip\":\"192.0.2.20\",\"host_port\":443,\"request\":{\"method\":\"GET\","
            + "\"uri\":\"/\"},\"response\":{\"http_code\":403},\"messages\":[]}}"
            + " | MODSECURITY | 203.0.113.66:41000 | 192.0.2.20:443 | HTTP | REFUSED",
        "(squid-1)[99]: 1795222923.250 0 192.0.2.31 TCP_DENIED/403 3900 GET http://bad.example.com/a?b"
            + " - HIER_NONE/- text/html | SQUID | 192.0.2.31 | bad.example.com:80 | HTTP | REFUSED",
        "charon: 08[IKE] giving up after 5 retransmits | STRONGSWAN | | | IKE | FAILED",
        "bgpd[55]: [M59KS-A3ZXZ] %ADJCHANGE: neighbor 198.51.100.2(peer-a) in vrf default Down"
            + " | FRR_BGP | 198.51.100.2 | | BGP | FAILED",
        "unbound: [1234:1] reply: 192.0.2.53 nope.example.jp. AAAA IN NXDOMAIN 0.012345 0 55"
            + " | UNBOUND | 192.0.2.53 | | DNS | FAILED"
      })
  void aLineOfEachKindIsOnTheTrailWithWhatItSays(
      String line, String kind, String source, String destination, String protocol, Result result)
      throws Exception {
    var member = reporters.member("病院");
    var whole = "<30>" + now(Duration.ZERO) + " gw01 " + line;

    reporters.send(member.tls(), bytes(whole));

    var report = reporters.reportsOf(member.id()).getFirst();
    var details = report.event().details();
    assertThat(details)
        .containsEntry("kind", kind)
        .containsEntry("protocol", protocol)
        .containsEntry("host", "gw01")
        .containsEntry("format", "syslog")
        .containsEntry("transport", "tls")
        .containsKeys("stated", "clock", "outcome");
    assertThat(details.get("source")).isEqualTo(source);
    assertThat(details.get("destination")).isEqualTo(destination);
    assertThat(report.event().result()).isEqualTo(result);
    assertThat(report.circumstances().device()).isEqualTo("gw01");
    assertThat(report.raw()).isEqualTo(new Raw("syslog", bytes(whole)));
  }

  @Test
  void aClockThatIsWrongIsCorrectedAndMarkedAndWhatItStatedIsKept() throws Exception {
    var member = reporters.member("時計の遅れた病院");
    for (int i = 0; i < 6; i++) {
      reporters.send(member.tls(), line(Duration.ofHours(-1), "gw09", i));
    }

    var reports = reporters.reportsOf(member.id());

    assertThat(reports)
        .extracting(report -> report.event().details().get("clock"))
        .containsExactly("ARRIVAL", "ARRIVAL", "ARRIVAL", "ARRIVAL", "CORRECTED", "CORRECTED");
    var last = reports.getLast().event();
    var stated = java.time.Instant.parse(last.details().get("stated"));
    var happened = java.time.Instant.parse(last.details().get("happened"));
    assertThat(Duration.between(stated, last.at())).isBetween(minutes(59), minutes(61));
    assertThat(Duration.between(happened, last.at()).abs()).isLessThan(Duration.ofSeconds(5));
    assertThat(Duration.parse(last.details().get("clock-offset")))
        .isBetween(minutes(59), minutes(61));
  }

  @Test
  void aDatagramIsWhatTheConfigurationSaysOfItsAddressAndMarkedAsUnauthenticated()
      throws Exception {
    int before = reporters.reportsOf(DATAGRAMS).size();

    datagram("127.0.0.1", line(Duration.ZERO, "claimed", 1));

    var report = awaited(before + 1);
    assertThat(report.event().actor().memberProof())
        .isEqualTo("address only: configuration 127.0.0.1/32");
    assertThat(report.event().details())
        .containsEntry("transport", "udp")
        .containsEntry("authenticated", "no")
        .containsEntry("device", "fw01")
        .containsEntry("host", "claimed");
    assertThat(report.circumstances().address()).isEqualTo("127.0.0.1");
  }

  @Test
  void aLineThatNamesNoDeviceIsThatOfItsAddress() throws Exception {
    int before = reporters.reportsOf(DATAGRAMS).size();

    datagram("127.0.0.1", bytes("nothing that names anybody"));

    var report = awaited(before + 1);
    assertThat(report.circumstances().device()).isEqualTo("fw01");
    assertThat(report.event().details())
        .containsEntry("device", "fw01")
        .containsEntry("clock", "ARRIVAL")
        .doesNotContainKey("host");
  }

  @Test
  void aDatagramOfNobodysAddressIsRefusedAndTheTrailSaysSo() throws Exception {
    datagram("127.0.0.2", line(Duration.ZERO, "anybody", 2));

    for (int i = 0; i < 200 && !refusedToNobody(); i++) {
      Thread.sleep(50);
    }
    assertThat(refusedToNobody()).isTrue();
    assertThat(reporters.reportsOf(MemberId.NOBODY)).isEmpty();
  }

  private boolean refusedToNobody() {
    return reporters.refusalsOf(MemberId.NOBODY).stream()
        .anyMatch(one ->
            "UNKNOWN_SOURCE".equals(one.event().reason())
                && "127.0.0.2".equals(one.circumstances().address()));
  }

  @Test
  void aDatagramOfASuspendedMemberIsRefused() throws Exception {
    int before = reporters.reportsOf(DATAGRAMS).size();
    reporters.platform.room(Standing.class).suspend(DATAGRAMS, "是正勧告", reporters.by());
    try {
      datagram("127.0.0.1", line(Duration.ZERO, "claimed", 3));

      assertThat(reporters.awaitRefusals(DATAGRAMS)).containsExactly("MEMBER_SUSPENDED");
      assertThat(reporters.reportsOf(DATAGRAMS)).hasSize(before);
    } finally {
      reporters.platform.room(Standing.class).resume(DATAGRAMS, reporters.by());
    }
  }

  @Test
  void anAddressOfAnotherMemberIsNoticedOverTls() throws Exception {
    Reporter member = reporters.member("別の病院");

    reporters.send(member.tls(), line(Duration.ZERO, "gw01", 4));

    assertThat(reporters.reportsOf(member.id()).getFirst().event().details())
        .containsEntry("address-of", DATAGRAMS.toString())
        .doesNotContainKey("device");
  }

  @Test
  void whatIsBeyondTheLimitOfDatagramsIsCountedAndSaid() {
    var allowance = new org.musubi.audit.Allowance(0.000001, 2);

    assertThat(allowance.admit("a")).isZero();
    assertThat(allowance.admit("a")).isZero();
    assertThat(allowance.admit("a")).isEqualTo(-1);
    assertThat(allowance.admit("b")).isZero();
  }

  @Test
  void manyMessagesOfOneConnectionAreAllTakenInTheirOrder() throws Exception {
    var member = reporters.member("多い病院");
    var lines = new byte[600][];
    Arrays.setAll(lines, i -> bytes("<30>1 - gw - - - - line " + i));

    reporters.send(member.tls(), lines);

    assertThat(reporters.reportsOf(member.id()))
        .extracting(report -> report.raw().text())
        .containsExactlyElementsOf(Arrays.stream(lines).map(String::new).toList());
  }

  @Test
  void aConnectionCutInMidFrameGivesNoHalfMessage() throws Exception {
    var member = reporters.member("切れる病院");
    try (var socket = reporters.connect(member.tls())) {
      socket.getOutputStream().write(bytes("9 <30>whole 99 <30>half"));
      socket.shutdownOutput();

      assertThat(acknowledged(socket)).isFalse();
    }

    assertThat(reporters.reportsOf(member.id())).hasSize(1);
    assertThat(reporters.awaitRefusals(member.id())).containsExactly("BROKEN_FRAME");
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  private static String now(Duration off) {
    return STAMP.format(Clock.systemUTC().instant().plus(off));
  }

  private static byte[] line(Duration off, String host, int number) {
    return bytes(
        "<30>"
            + now(off)
            + " "
            + host
            + " charon: 08[IKE] giving up after "
            + number
            + " retransmits");
  }

  private void datagram(String from, byte[] message) throws Exception {
    var to = reporters.platform.room(SyslogDoor.class).byDatagram();
    try (var socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(from), 0))) {
      socket.send(new DatagramPacket(message, message.length, to));
    }
  }

  private Access awaited(int reports) throws InterruptedException {
    for (int i = 0; i < 200 && reporters.reportsOf(DATAGRAMS).size() < reports; i++) {
      Thread.sleep(50);
    }
    return reporters.reportsOf(DATAGRAMS).getLast();
  }
}
