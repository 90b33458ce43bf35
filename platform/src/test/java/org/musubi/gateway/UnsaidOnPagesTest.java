package org.musubi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.gateway.PopulatedPlatform.find;
import static org.musubi.gateway.PopulatedPlatform.open;
import static org.musubi.gateway.PopulatedPlatform.opened;
import static org.musubi.gateway.PopulatedPlatform.search;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Result;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.core.PurposeOfUse;
import org.musubi.support.RunningPlatform;

/** What pages do not say: that somebody saw what could not be shown, and what was held back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnsaidOnPagesTest {
  private PopulatedPlatform populated;
  private RunningPlatform platform;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    populated = new PopulatedPlatform(data);
    platform = populated.platform;
  }

  @AfterAll
  void end() throws Exception {
    populated.close();
  }

  @Test
  void aDocumentThatCannotBeShownIsNotSaidToHaveBeenSeen() throws Exception {
    var browser = platform.browser();
    var form = open(browser, "doctor", "/patients");
    var address = find(search(browser, form, "/patients"), "(/patients/[A-Za-z0-9_-]{16})");
    var listed = find(browser.get(address), "hx-get=\"(" + address + "/communities/[^\"]+)\"");
    var list = browser.get(listed);

    var garbled = opened(browser, find(list, "href=\"([^\"]+)\"[^>]*>壊れた文書"));
    var large = browser.get(find(list, "href=\"([^\"]+)\"[^>]*>大きな文書"));

    assertThat(garbled.body()).contains("結城 花子").doesNotContain("読めない内容");
    assertThat(large.body()).contains("文書が大きいため");
    platform.awaitEnding("FAILED", "NOT_SHOWN");
    assertThat(platform.entries("\"action\":\"RETRIEVE\"", "\"id\":\"1.3\"")).isZero();
  }

  @Test
  void aMembersAuditorDoesNotFindWhatWasHeldBackFromItsPeople() throws Exception {
    var at = platform.room(AuditTrail.class).before(heldBack()).position();
    var browser = platform.browser();
    var form = open(browser, "auditor", "/trail");
    populated.inquire(browser, "auditor2");
    var asked = browser.post("/trail", Map.of("_csrf", browser.token(form), "action", "DISCOVER"));
    var search = asked.headers().firstValue("Location").orElseThrow();

    var found = browser.get(search.substring(search.indexOf("/trail/")));

    assertThat(found.statusCode()).isEqualTo(200);
    assertThat(found.body()).doesNotContain("/trail/events/" + at + "\"");
    assertThat(browser.get("/trail/events/" + at).statusCode()).isEqualTo(404);
    assertThat(browser.get("/trail/events/" + at + "/proof").statusCode()).isEqualTo(404);
  }

  private AuditEvent heldBack() {
    var clock = Clock.systemUTC();
    return new AuditEvent(
        ActId.next(clock),
        clock.instant(),
        Action.DISCOVER,
        Actor.system(populated.member, "certificate sha256:00", PurposeOfUse.TREATMENT),
        MedicalId.next(clock),
        List.of(),
        Result.REFUSED,
        "NOT_DISCLOSED",
        Map.of());
  }
}
