package org.musubi.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musubi.audit.Action;
import org.musubi.audit.TestTrail;
import org.musubi.audit.What;
import org.musubi.core.Actor;
import org.musubi.core.PurposeOfUse;

class TrailTest {
  @ParameterizedTest
  @CsvSource({"1000,", "1001, 1", "1240, 240"})
  void anEventThatCannotNameEverythingSaysHowMuchMoreThereWas(int things, String notListed) {
    var audit = new TestTrail();
    var what =
        IntStream.range(0, things).mapToObj(i -> What.of(What.Kind.DOCUMENT, "1.2." + i)).toList();

    var unused =
        new Trail(audit, Clock.systemUTC())
            .before(
                Action.QUERY,
                Actor.nobody("a test", PurposeOfUse.OPERATIONS),
                null,
                what,
                Map.of("transaction", "ITI-39"));

    var event = audit.events().getFirst();
    assertThat(event.what()).isEqualTo(List.copyOf(what.subList(0, 1000)));
    assertThat(event.details().get("not-listed")).isEqualTo(notListed);
    assertThat(event.details()).containsEntry("transaction", "ITI-39");
  }
}
