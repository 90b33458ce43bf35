package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.musubi.e2e.walk.Login;
import org.musubi.e2e.walk.PatientPages;
import org.musubi.e2e.wire.Browser;
import org.musubi.e2e.wire.Identity;
import org.musubi.e2e.wire.Wire;

/** A person whom a page shows reads of it in the history. */
class ShownPeopleTest {
  @Test
  void thePatientSeesThatAPageShowedThemAndThatTheHistoryWasRead() throws Exception {
    var deployment = Running.deployment();
    var trust = Identity.load(deployment.layout().credentials("east")).anonymous();
    var doctor = new Browser(new Wire(deployment.ports().pages(), trust));
    var login = Login.of(deployment.layout(), "doctor");
    var home =
        doctor.submit(
            doctor.open("/sign-in"),
            "password",
            Map.of("login", login.name(), "password", login.password()));
    var found =
        doctor.submit(doctor.open("/patients"), "value=\"identifier\"", Map.of("number", "E-1001"));
    var link = Pattern.compile("/patients/[A-Za-z0-9_-]{16}").matcher(found.text());
    assertThat(link.find()).isTrue();
    doctor.open(link.group());
    var patient = PatientPages.signIn(deployment, Login.of(deployment.layout(), "hanako"));

    patient.history();
    var rows = patient.history();
    for (int i = 0; i < 50 && rows.stream().noneMatch(row -> row.contains("閲覧履歴の参照")); i++) {
      Thread.sleep(100);
      rows = patient.history();
    }

    assertThat(rows).anyMatch(row -> row.contains("患者の照会") && row.contains("東中央病院"));
    assertThat(rows).anyMatch(row -> row.contains("閲覧履歴の参照") && row.contains("本人"));
    assertThat(home.reply().headers())
        .as("no HSTS for localhost")
        .doesNotContainKey("strict-transport-security");
    assertThat(home.reply().headers()).containsEntry("content-language", "ja");
  }
}
