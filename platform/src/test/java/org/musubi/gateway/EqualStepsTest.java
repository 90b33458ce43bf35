package org.musubi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.gateway.Exchanges.QUERIED;
import static org.musubi.gateway.Exchanges.entry;
import static org.musubi.gateway.Exchanges.found;
import static org.musubi.gateway.Exchanges.text;
import static org.musubi.gateway.Hub.number;
import static org.musubi.gateway.Shared.HUB;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.Association;
import org.musubi.ihe.xds.DocumentEntry;
import org.musubi.ihe.xds.StoredQuery;

/**
 * Somebody who has not consented and somebody who does not exist cost the same: as many statements
 * about people, as many questions to the community, as many entries on the trail. Counted, not
 * timed.
 */
class EqualStepsTest {
  private final HomeCommunityId west = Shared.newHome();
  private ScriptedCommunity western;

  /** What one request cost. */
  private record Steps(int statements, int questions, int entries) {}

  @ParameterizedTest
  @EnumSource(Question.class)
  void whoDoesNotConsentCostsTheSameStepsAsWhoIsNotKnown(Question question) throws Exception {
    western = HUB.community(west);
    var value = Shared.newNumber();
    var unused = HUB.person(value, "ユウキ", west);
    holds(value);
    var denied = steps(question, value);
    western.says("/iti38", QUERIED, found());

    var unknown = steps(question, Shared.newNumber());

    assertThat(denied.statements()).isPositive();
    assertThat(denied).isEqualTo(unknown);
  }

  /** The community tells of a document of that number, and of an association with it. */
  private void holds(String value) {
    var document = DocumentEntry.of(entry("1.2", number(west, value), text("1.2"))).orElseThrow();
    var association =
        Association.of(
            "urn:uuid:5f1b6a52-6f43-4a4e-9f0e-0d1f5d3c1a12",
            Association.HAS_MEMBER,
            "urn:uuid:5f1b6a52-6f43-4a4e-9f0e-0d1f5d3c1a11",
            document.entryUuid());
    western.on(
        "/iti38",
        (request, connection) -> {
          var id = AdhocQuery.parse(request.body()).id();
          connection.soap(
              request,
              QUERIED,
              id.equals(StoredQuery.GET_ASSOCIATIONS.id())
                  ? found(association.element())
                  : id.equals(StoredQuery.GET_DOCUMENTS.id())
                      ? found(document.element())
                      : found());
        });
  }

  private Steps steps(Question question, String value) {
    var statements = HUB.room(CountedStatements.class);
    int before = statements.count();
    western.forget();
    HUB.trail.forget();
    var response = question.ask(west, value);
    assertThat(response.statusCode()).isEqualTo(200);
    return new Steps(
        statements.count() - before, western.asked().size(), HUB.trail.events().size());
  }
}
