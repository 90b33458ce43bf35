package org.musubi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.gateway.Exchanges.QUERIED;
import static org.musubi.gateway.Exchanges.entry;
import static org.musubi.gateway.Exchanges.found;
import static org.musubi.gateway.Exchanges.queried;
import static org.musubi.gateway.Exchanges.text;
import static org.musubi.gateway.Hub.number;
import static org.musubi.gateway.Shared.HUB;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.musubi.audit.Action;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.xds.RegistryError;
import org.musubi.ihe.xds.Status;

/** A member in good standing at the address of another member's community. */
class WrongServerTest {
  private final HomeCommunityId west = Shared.newHome();
  private final HomeCommunityId hospital = Shared.newHome();
  private final String value = Shared.newNumber();
  private ScriptedCommunity server;

  @BeforeEach
  void aHospitalsServerAtTheRouteOfARegion() throws Exception {
    server =
        HUB.community(hospital)
            .says("/iti38", QUERIED, found(entry("1.2", number(west, value), text("1.2"))));
    HUB.joinAt(west, server);
    HUB.consents(HUB.person(value, "ユウキ", west, hospital), west, hospital);
    HUB.trail.forget();
  }

  @Test
  void itIsNotAskedAnythingAndItsRefusalIsOnTheTrail() {
    var response = queried(Question.BY_PATIENT.ask(west, value));

    assertThat(response.status()).isEqualTo(Status.FAILURE);
    assertThat(response.errors())
        .extracting(RegistryError::code)
        .containsExactly("XDSUnavailableCommunity");
    assertThat(server.asked()).isEmpty();
    assertThat(HUB.trail.events(Action.REFUSED, Result.REFUSED))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.reason()).isEqualTo("SERVER_OF_ANOTHER_MEMBER");
          assertThat(event.what()).extracting(What::kind).containsExactly(What.Kind.CERTIFICATE);
        });
  }

  @Test
  void norWhenItWasJustMetAtThatAddressAsItself() {
    var asItself = queried(Question.BY_DOCUMENT.ask(hospital, value));
    server.forget();

    var asTheRegion = queried(Question.BY_DOCUMENT.ask(west, value));

    assertThat(asItself.status()).isEqualTo(Status.SUCCESS);
    assertThat(asTheRegion.status()).isEqualTo(Status.FAILURE);
    assertThat(server.asked()).isEmpty();
  }
}
