package org.musubi.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.audit.Access;
import org.musubi.audit.Access.Ended;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
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
import org.musubi.facility.Transfer;
import org.musubi.idp.People;
import org.musubi.service.ServiceDirectory;

/** Which way the acts of one exchange went, and who was responsible where. */
class ExchangePictureTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final String WEST = "urn:oid:1.2.392.200250.9.2";
  private static final Member MEMBER =
      new Member(MemberId.next(CLOCK), Member.Kind.REGIONAL_NETWORK, "東地域");

  @TempDir Path folder;
  private TrailWords words;
  private ExchangePicture picture;

  @BeforeEach
  void picture() throws Exception {
    var facilities = stand(Facilities.class, Optional.of(MEMBER));
    var directory = stand(ServiceDirectory.class, Optional.of(Routes.of(WEST, MEMBER.id())));
    words =
        new TrailWords(
            new Names(facilities, directory, stand(People.class, Optional.empty())),
            TestTrail.pseudonyms(folder),
            new PersonRef(PersonRef.PLATFORM, "auditor"));
    picture =
        new ExchangePicture(
            facilities,
            directory,
            (source, target) ->
                new Transfer(
                    Transfer.Kind.THIRD_PARTY,
                    Transfer.Receivers.ONE,
                    Transfer.Basis.EXPLICIT_CONSENT,
                    true,
                    false,
                    Transfer.Form.TO_CPE,
                    Transfer.Side.of(source.kind()),
                    Transfer.Side.of(target.kind()),
                    Set.of(Transfer.Segment.INSTITUTION_SIDE)));
  }

  @Test
  void whatWasSentWentAllTheWayAndWhatWasRefusedEndedAtThePlatform() {
    var drawn =
        drawn(
            act(9, Action.RETRIEVE, Result.INTENDED, Ended.FAILED),
            act(8, Action.RETRIEVE, Result.INTENDED, Ended.MAY_HAVE_HAPPENED),
            act(7, Action.RETRIEVE, Result.INTENDED, Ended.SENT),
            act(6, Action.QUERY, Result.REFUSED, Ended.COMPLETE));

    assertThat(drawn.arrows())
        .extracting(
            TrailExchange.Arrow::position,
            arrow -> arrow.from().replaceAll("（.*", ""),
            arrow -> arrow.to().replaceAll("（.*", ""),
            TrailExchange.Arrow::broken)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(6L, "利用者・端末", "相互接続基盤", false),
            org.assertj.core.groups.Tuple.tuple(7L, "応答側", "利用者・端末", false),
            org.assertj.core.groups.Tuple.tuple(8L, "応答側", "利用者・端末", true),
            org.assertj.core.groups.Tuple.tuple(9L, "応答側", "相互接続基盤", false));
    assertThat(drawn.arrows())
        .extracting(TrailExchange.Arrow::y)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void everySectionNamesWhoIsAccountableAndByWhichRule() {
    var band = drawn(act(7, Action.RETRIEVE, Result.INTENDED, Ended.SENT)).bands().getFirst();

    assertThat(band.answerers()).isEqualTo("西地域");
    assertThat(band.assumed()).contains("第三者提供", "明示の同意", "CPE装置まで", "③");
    assertThat(band.parts())
        .hasSize(5)
        .allSatisfy(part -> {
          assertThat(part.accountable()).matches("提供[元先]（.+）");
          assertThat(part.rules()).isNotEmpty();
          assertThat(part.duties()).isNotEmpty();
        });
    assertThat(band.parts().getFirst().section()).isEqualTo("提供先の施設内");
  }

  @Test
  void whereNothingPassedBetweenMembersNobodyIsHeldResponsible() {
    var drawn =
        drawn(
            act(5, Action.SIGN_IN, Result.DONE, Ended.COMPLETE),
            act(6, Action.RETRIEVE, Result.REFUSED, Ended.COMPLETE));

    assertThat(drawn.bands()).isEmpty();
    assertThat(drawn.lanes().getLast().name()).startsWith("相互接続基盤");
  }

  private TrailExchange drawn(Access... acts) {
    return picture.of(new ArrayList<>(List.of(acts)), words, TestTrail.anyReceipt());
  }

  private static Access act(long position, Action action, Result result, Ended ended) {
    @Nullable Long bytes = ended == Ended.ABORTED ? 1L : null;
    var event =
        new AuditEvent(
            ActId.next(CLOCK),
            CLOCK.instant(),
            action,
            Actor.system(MEMBER.id(), "certificate", PurposeOfUse.TREATMENT),
            null,
            List.of(What.of(What.Kind.DOCUMENT, "1.2.3", WEST)),
            result,
            result == Result.REFUSED ? "NOT_DISCLOSED" : null,
            Map.of("transaction", "ITI-39"));
    return new Access(position, event, ended, bytes, null);
  }

  private static <T> T stand(Class<T> door, Object answer) {
    return door.cast(
        Proxy.newProxyInstance(
            door.getClassLoader(), new Class<?>[] {door}, (self, method, given) -> answer));
  }

  /** A route of the western community. */
  private static final class Routes {
    static org.musubi.service.Route of(String home, MemberId member) {
      var address = java.net.URI.create("https://west.example");
      return new org.musubi.service.Route(
          org.musubi.ihe.HomeCommunityId.parse(home),
          member,
          "西地域",
          address,
          address,
          address,
          Set.of());
    }
  }
}
