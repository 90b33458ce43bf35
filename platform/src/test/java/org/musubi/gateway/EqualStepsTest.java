package org.musubi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.gateway.Exchanges.delivers;
import static org.musubi.gateway.Exchanges.entry;
import static org.musubi.gateway.Exchanges.text;
import static org.musubi.gateway.Hub.number;
import static org.musubi.gateway.Shared.HUB;
import static org.musubi.gateway.Shared.SPOOL;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.xds.Association;
import org.musubi.ihe.xds.DocumentEntry;

/**
 * Somebody who has not consented and somebody who does not exist cost the same: as many statements
 * about people, as many questions to the community, as many waits for the disk, as many entries on
 * the trail; and the answers are the same. Counted, not timed. Beside them, in the same community,
 * somebody who has consented.
 */
class EqualStepsTest {
  /** What one request cost, and what came of it. */
  private record Steps(int statements, int questions, int waits, int entries, String answer) {}

  @ParameterizedTest
  @EnumSource(Question.class)
  void whoDoesNotConsentCostsTheSameStepsAsWhoIsNotKnown(Question question) throws Exception {
    var denied = steps(question, true);

    var unknown = steps(question, false);

    assertThat(denied.statements()).isPositive();
    assertThat(denied).isEqualTo(unknown);
  }

  /**
   * Asked of a new community, which knows of the person and the documents 1.2 and 1.3, or does not.
   */
  private static Steps steps(Question question, boolean known) throws Exception {
    var west = Shared.newHome();
    var value = Shared.newNumber();
    var allowed = Shared.newNumber();
    HUB.consents(HUB.person(allowed, "ヌマタ", west), west);
    var registry = new ScriptedRegistry();
    registry.holds(entry("1.1", number(west, allowed), text("1.1")));
    if (known) {
      var unused = HUB.person(value, "ユウキ", west);
      registry.holds(documentAndAssociation(west, value));
      registry.holds(entry("1.3", number(west, value), text("1.3")));
    }
    var western =
        HUB.community(west)
            .on("/iti38", registry)
            .on("/iti39", delivers(SPOOL, west, List.of("1.1"), List.of(text("1.1"))));
    var statements = HUB.room(CountedStatements.class);
    int before = statements.count();
    HUB.trail.forget();
    var response = question.ask(west, value);
    assertThat(response.statusCode()).isEqualTo(200);
    return new Steps(
        statements.count() - before,
        western.asked().size(),
        HUB.trail.waits(),
        HUB.trail.events().size(),
        shape(response.body(), west));
  }

  private static org.musubi.ihe.xml.Element[] documentAndAssociation(
      HomeCommunityId west, String value) {
    var document = DocumentEntry.of(entry("1.2", number(west, value), text("1.2"))).orElseThrow();
    var association =
        Association.of(
            "urn:uuid:5f1b6a52-6f43-4a4e-9f0e-0d1f5d3c1a12",
            Association.HAS_MEMBER,
            "urn:uuid:5f1b6a52-6f43-4a4e-9f0e-0d1f5d3c1a11",
            document.entryUuid());
    return new org.musubi.ihe.xml.Element[] {document.element(), association.element()};
  }

  /** Without ids, times and numbers, which differ from any answer to the next. */
  private static String shape(byte[] body, HomeCommunityId home) {
    return new String(body, StandardCharsets.UTF_8)
        .replace(home.oid().value(), "home")
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "id")
        .replaceAll("2\\.25\\.\\d{20,}", "id")
        .replaceAll("\\b20\\d{12}(\\.\\d+)?[+-]\\d{4}", "time")
        .replaceAll("P\\d{3,}", "number");
  }
}
