package org.musubi.ihe.atna;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musubi.ihe.atna.Reading.Accepted;
import org.musubi.ihe.atna.Reading.Malformed;
import org.musubi.ihe.atna.Syslog.Form;
import org.musubi.ihe.atna.Syslog.Parameter;
import org.musubi.ihe.atna.Syslog.Parameters;

class SyslogTest {
  private static final Instant ARRIVED = Instant.parse("2026-11-21T01:02:03Z");

  private static Reading<Syslog> read(String line) {
    return Syslog.read(line.getBytes(UTF_8), ARRIVED, Audits.TOKYO);
  }

  private static Syslog accepted(String line) {
    assertThat(read(line)).isInstanceOf(Accepted.class);
    return ((Accepted<Syslog>) read(line)).value();
  }

  @Test
  void anAuditMessageGoesOutAsIti20Says() {
    var audit = Audits.all().getFirst();

    var sent = Syslog.of(audit, ARRIVED, "hub.example.jp", "musubi", "4242").toBytes();

    assertThat(new String(sent, UTF_8))
        .startsWith(
            "<85>1 2026-11-21T01:02:03.000000Z hub.example.jp musubi 4242 IHE+RFC-3881 -"
                + " <AuditMessage>");
    var read = accepted(new String(sent, UTF_8));
    assertThat(read.isAudit()).isTrue();
    assertThat(Audits.accepted(read.body().bytes())).isEqualTo(audit);
    assertThat(read.toBytes()).isEqualTo(sent);
  }

  @Test
  void aFailedActIsAWarning() {
    var failed =
        TransactionAudit.iti41(
            TransactionAudit.Side.ASKING,
            Audits.occasion(EventOutcome.SERIOUS_FAILURE, List.of()),
            Audits.PATIENT,
            "1.2");

    assertThat(new String(Syslog.of(failed, ARRIVED, "h", "a", "1").withBom().toBytes(), UTF_8))
        .startsWith("<84>1 ")
        .contains(" - \uFEFF<AuditMessage>");
  }

  @Test
  void structuredDataAndTheByteOrderMarkSurvive() {
    var message =
        new Syslog(
            Form.RFC_5424,
            4,
            2,
            new StatedTime(Instant.parse("2026-11-21T01:02:03.123456Z"), true),
            null,
            "su",
            null,
            "ID47",
            List.of(
                new Parameters(
                    "x@32473", List.of(new Parameter("a", "\"\\]結び"), new Parameter("b", ""))),
                new Parameters("y@32473", List.of())),
            true,
            Octets.of("結び"));

    assertThat(accepted(new String(message.toBytes(), UTF_8))).isEqualTo(message);
  }

  @Test
  void theExamplesOfTheStandardAreRead() {
    var first =
        accepted(
            "<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - \uFEFF'su root' failed");
    var second =
        accepted("<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - %% It's");
    var third =
        accepted(
            "<165>1 2003-10-11T22:14:15.003Z h evntslog - ID47 [ex@32473 iut=\"3\" e=\"App\\\"\"][p@32473]");

    assertThat(first.bom()).isTrue();
    assertThat(first.body().text()).isEqualTo("'su root' failed");
    assertThat(second.at().at()).isEqualTo(Instant.parse("2003-08-24T12:14:15.000003Z"));
    assertThat(third.data()).extracting(Parameters::id).containsExactly("ex@32473", "p@32473");
    assertThat(third.data().getFirst().parameters()).contains(new Parameter("e", "App\""));
    assertThat(third.body()).isEqualTo(Octets.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<34>Oct 11 22:14:15 fw su: 'su root' failed | fw | su | | 'su root' failed",
        "<13>Nov  1 08:00:00 gw01 charon[812]: 05[IKE] x | gw01 | charon | 812 | 05[IKE] x",
        "<4>Nov 21 10:02:03 kernel: [1.0] drop IN=eth0 | | kernel | | [1.0] drop IN=eth0",
        "<30>2026-11-21T10:02:03.5+09:00 dns unbound: [1:0] info: y | dns | unbound | | [1:0] info: y",
        "<13>no stamp at all | | | | no stamp at all",
        "<13>Feb 30 10:00:00 x y: z | | | | Feb 30 10:00:00 x y: z"
      })
  void aLineOfADeviceIsTaken(String line, String host, String app, String process, String body) {
    var read = accepted(line);

    assertThat(read.form()).isEqualTo(Form.RFC_3164);
    assertThat(read.host()).isEqualTo(host);
    assertThat(read.app()).isEqualTo(app);
    assertThat(read.process()).isEqualTo(process);
    assertThat(read.body().text()).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource({
    "Nov 21 10:02:03, 2026-11-21T01:02:03Z, 2026-11-21T01:02:03Z",
    "Dec 31 23:59:59, 2026-12-31T15:00:05Z, 2026-12-31T14:59:59Z",
    "Jan  1 00:00:02, 2026-12-31T14:59:58Z, 2026-12-31T15:00:02Z",
    "Feb 29 12:00:00, 2028-03-01T00:00:00Z, 2028-02-29T03:00:00Z",
    "Feb 29 12:00:00, 2027-03-01T00:00:00Z, 2028-02-29T03:00:00Z",
    "Nov 21 2025 10:02:03.25, 2026-11-21T01:02:03Z, 2025-11-21T01:02:03.250Z"
  })
  void aStampWithoutYearIsOfTheNearestYear(String stamp, Instant arrived, Instant meant) {
    var stated = StatedTime.ofBsd(stamp, arrived, Audits.TOKYO);

    assertThat(stated).isEqualTo(new StatedTime(meant, false));
  }

  @Test
  void aStampWithoutZoneIsInTheGivenZone() {
    assertThat(StatedTime.ofIso("2026/11/21 10:00:00", Audits.TOKYO))
        .isEqualTo(new StatedTime(Instant.parse("2026-11-21T01:00:00Z"), false));
    assertThat(StatedTime.ofIso("2026-11-21T10:00:00", ZoneOffset.UTC).at())
        .isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
    assertThat(StatedTime.ofIso("2026-11-21T10:00:00,5+0900", ZoneOffset.UTC).at())
        .isEqualTo(Instant.parse("2026-11-21T01:00:00.5Z"));
    assertThat(StatedTime.ofIso("2026-13-21T10:00:00Z", ZoneOffset.UTC)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | PRI",
        "hello | PRI",
        "<192>1 - - - - - - | PRI",
        "<013>x | PRI",
        "<-1>x | PRI",
        "<99999999999>x | PRI",
        "<85x | PRI",
        "<85>2 - - - - - - | version",
        "<85>1 yesterday - - - - - | TIMESTAMP",
        "<85>1 2026-02-30T00:00:00Z - - - - - | TIMESTAMP",
        "<85>1 - - - - | header",
        "<85>1 -  - - - - | header",
        "<85>1 - h結 a - - - | header",
        "<85>1 - - - - - | header",
        "<85>1 - - - - - x | STRUCTURED-DATA",
        "<85>1 - - - - - [a b=c] | STRUCTURED-DATA",
        "<85>1 - - - - - [a b=\"c] | STRUCTURED-DATA",
        "<85>1 - - - - - [a b=\"c\" | STRUCTURED-DATA",
        "<85>1 - - - - - [a]x | no space"
      })
  void aBrokenMessageIsRefusedWithItsReason(String line, String reason) {
    assertThat(read(line)).isInstanceOf(Malformed.class);
    assertThat(((Malformed<Syslog>) read(line)).reason())
        .contains(reason)
        .doesNotContain("yesterday", "結");
  }

  @Test
  void whatRfc5424DoesNotAllowIsNotWritten() {
    assertThatIllegalArgumentException().isThrownBy(() -> header("a b", List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> header("-", List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> header("x".repeat(256), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> header("h", List.of(new Parameters("a=b", List.of()))));
  }

  private static Syslog header(String host, List<Parameters> data) {
    return new Syslog(Form.RFC_5424, 10, 5, null, host, null, null, null, data, false, Octets.NONE);
  }

  @Test
  void randomAndMutatedBytesNeverMakeTheReaderThrow() {
    var random = new Random(5424);
    var seeds =
        List.of(
            "<165>1 2003-10-11T22:14:15.003Z h e - ID47 [ex@32473 iut=\"3\"][p@32473] \uFEFFx",
            "<34>Oct 11 22:14:15 fw su[1]: 'su root' failed");
    for (int i = 0; i < 40_000; i++) {
      var bytes = seeds.get(i % 2).getBytes(UTF_8);
      if (i % 3 == 0) {
        bytes = new byte[random.nextInt(100)];
        random.nextBytes(bytes);
      }
      for (int n = random.nextInt(4); n > 0 && bytes.length > 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }

      if (Syslog.read(bytes, ARRIVED, Audits.TOKYO) instanceof Accepted<Syslog>(Syslog read)) {
        assertThat(Syslog.read(read.toBytes(), ARRIVED, Audits.TOKYO)).isInstanceOf(Accepted.class);
      }
    }
  }
}
