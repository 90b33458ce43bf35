package org.musubi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.gateway.Exchanges.QUERIED;
import static org.musubi.gateway.Exchanges.QUERY;
import static org.musubi.gateway.Exchanges.entry;
import static org.musubi.gateway.Exchanges.found;
import static org.musubi.gateway.Exchanges.queried;
import static org.musubi.gateway.Exchanges.text;
import static org.musubi.gateway.Hub.number;
import static org.musubi.gateway.Shared.HUB;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.musubi.audit.Action;
import org.musubi.audit.Outcome;
import org.musubi.audit.Result;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.AdhocQuery.ReturnType;
import org.musubi.ihe.xds.StoredQuery;

/** A withdrawal that is acknowledged while an answer is being recorded is heeded. */
class WithdrawnMeanwhileTest {
  @Test
  void whoWithdrawsWhileTheAnswerIsBeingRecordedIsNotInIt() throws Exception {
    var west = Shared.newHome();
    var value = Shared.newNumber();
    HUB.community(west)
        .says("/iti38", QUERIED, found(entry("1.2", number(west, value), text("1.2"))));
    var person = HUB.person(value, "ユウキ", west);
    HUB.consents(person, west);
    HUB.trail.forget();
    HUB.trail.whileRecording(() -> HUB.withdraws(person, west));
    var query =
        AdhocQuery.of(StoredQuery.GET_DOCUMENTS, ReturnType.LEAF_CLASS)
            .home(west)
            .anyOf("$XDSDocumentEntryUniqueId", List.of("1.2"))
            .build();

    var response = queried(HUB.ask("/iti38", QUERY, query.toElement()));

    assertThat(response.objects()).isEmpty();
    var intended =
        HUB.trail.events(Action.QUERY, Result.INTENDED).stream()
            .filter(event -> event.patient() != null)
            .toList();
    assertThat(intended).hasSize(1);
    assertThat(HUB.trail.outcomeOf(intended.getFirst())).isEqualTo(Outcome.failed("NOT_DISCLOSED"));
  }
}
