package org.musubi.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musubi.audit.Access;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.Circumstances;
import org.musubi.audit.Raw;
import org.musubi.audit.Result;
import org.musubi.audit.TestTrail;
import org.musubi.audit.What;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.MemberId;
import org.musubi.core.PersonRef;
import org.musubi.core.PurposeOfUse;
import org.musubi.facility.Facilities;
import org.musubi.facility.Member;
import org.musubi.idp.People;
import org.musubi.service.ServiceDirectory;

/** How a page shows what others reported. */
class TrailReportTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final MemberId EAST = MemberId.next(CLOCK);

  @TempDir Path folder;
  private TrailWords words;

  @BeforeEach
  void words() throws Exception {
    words =
        new TrailWords(
            new Names(
                stand(
                    Facilities.class,
                    Optional.of(new Member(EAST, Member.Kind.INSTITUTION, "東病院"))),
                stand(ServiceDirectory.class, Optional.empty()),
                stand(People.class, Optional.empty())),
            TestTrail.pseudonyms(folder),
            new PersonRef(PersonRef.PLATFORM, "auditor"));
  }

  private static <T> T stand(Class<T> door, Object answer) {
    return door.cast(
        Proxy.newProxyInstance(
            door.getClassLoader(), new Class<?>[] {door}, (self, method, given) -> answer));
  }

  private TrailReport shown(String form, String text, Map<String, String> details, What... what) {
    var event =
        new AuditEvent(
            ActId.next(CLOCK),
            CLOCK.instant(),
            Action.REPORTED,
            Actor.system(EAST, "certificate", PurposeOfUse.OPERATIONS),
            null,
            List.of(what),
            Result.DONE,
            details.containsKey("unread") ? "no ActiveParticipant" : null,
            details);
    var raw = new Raw(form, text.getBytes(StandardCharsets.UTF_8));
    var access = new Access(7, event, Access.Ended.COMPLETE, null, null, Circumstances.NONE, raw);
    return TrailReport.of(access, words, TestTrail.anyReceipt());
  }

  @Test
  void itIsTheClaimOfWhoSentIt() {
    var report = shown("dicom", "<AuditMessage/>", Map.of());

    assertThat(report.sender()).isEqualTo("東病院");
    assertThat(report.authenticated()).isTrue();
    assertThat(report.form()).isEqualTo("監査メッセージ（DICOM）、15 バイト");
    assertThat(shown("syslog", "x", Map.of("authenticated", "no")).authenticated()).isFalse();
  }

  @Test
  void numbersOfPatientsAreBlottedOut() {
    var cx =
        shown(
            "dicom",
            "ParticipantObjectID=\"E-1001^^^&amp;1.2.392.2.1&amp;ISO\" E-1001",
            Map.of(),
            What.of(What.Kind.PATIENT_IDENTIFIER, "E-1001^^^&1.2.392.2.1&ISO"));
    var token =
        shown(
            "fhir",
            "{\"value\":\"77\"}",
            Map.of(),
            What.of(What.Kind.PATIENT_IDENTIFIER, "https://east.example.jp|77"));

    assertThat(cx.text()).doesNotContain("E-1001").contains("（患者番号）^^^");
    assertThat(token.text()).isEqualTo("{\"value\":\"（患者番号）\"}");
    assertThat(cx.toString()).doesNotContain("1.2.392");
  }

  @ParameterizedTest
  @CsvSource({
    "STATED, , 合っています",
    "CORRECTED, PT1H, 3600秒遅れているため",
    "CORRECTED, PT-90S, 90秒進んでいるため",
    "CORRECTED, soon, ずれているため",
    "ARRIVAL, , 受信日時で記録",
    "AHEAD, , 進んでいます",
    "UNCHECKED, , 確認できません"
  })
  void theMarkOfTheClockIsSaidInWords(String mark, String offset, String said) {
    var details =
        offset == null ? Map.of("clock", mark) : Map.of("clock", mark, "clock-offset", offset);

    assertThat(shown("syslog", "x", details).clock()).contains(said);
  }

  @Test
  void whatCouldNotBeReadAndWhatCameBeforeIsSaid() {
    var report = shown("dicom", "x", Map.of("unread", "dicom", "same-as", "an act"));

    assertThat(report.unread()).isEqualTo("no ActiveParticipant");
    assertThat(report.repeated()).isEqualTo("an act");
  }

  @Test
  void whatThePlatformDidItselfIsNoReport() {
    var event =
        new AuditEvent(
            ActId.next(CLOCK),
            CLOCK.instant(),
            Action.QUERY,
            Actor.system(EAST, "certificate", PurposeOfUse.TREATMENT),
            null,
            List.of(),
            Result.DONE,
            null,
            Map.of());

    assertThat(
            TrailReport.of(
                new Access(7, event, Access.Ended.COMPLETE, null, null),
                words,
                TestTrail.anyReceipt()))
        .isNull();
  }
}
