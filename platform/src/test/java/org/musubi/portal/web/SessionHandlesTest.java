package org.musubi.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.musubi.core.MedicalId;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Oid;
import org.springframework.mock.web.MockHttpSession;

class SessionHandlesTest {
  private static final HomeCommunityId WEST = HomeCommunityId.parse("urn:oid:1.2.3");

  private final SessionHandles handles = SessionHandles.of(new MockHttpSession());
  private final MedicalId patient = MedicalId.next(Clock.systemUTC());

  @Test
  void noNumberOfDocumentsPushesOutThePatientOrTheCommunity() {
    var person = handles.handle(patient);
    var community = handles.handle(WEST);
    for (int i = 0; i < 12_000; i++) {
      var unused = handles.handle(document(i));
    }

    assertThat(handles.thing(person, MedicalId.class)).contains(patient);
    assertThat(handles.thing(community, HomeCommunityId.class)).contains(WEST);
  }

  @Test
  void threeCommunitiesWithAThousandDocumentsEachKeepEveryLink() {
    var first = handles.handle(document(0));
    for (int i = 1; i < 3_000; i++) {
      var unused = handles.handle(document(i));
    }

    assertThat(handles.thing(first, Opened.class)).contains(document(0));
  }

  @Test
  void whatWasUsedLastStaysLongest() {
    var used = handles.handle(document(0));
    var unused = handles.handle(document(1));
    for (int i = 2; i < 10_000; i++) {
      var more = handles.handle(document(i));
      assertThat(more).isNotEmpty();
    }
    assertThat(handles.thing(used, Opened.class)).isPresent();
    assertThat(handles.handle(document(10_000))).isNotEmpty();

    assertThat(handles.thing(used, Opened.class)).isPresent();
    assertThat(handles.thing(unused, Opened.class)).isEmpty();
    assertThat(handles.handle(document(1))).isNotEqualTo(unused);
  }

  @Test
  void anEqualThingHasTheSameHandleAndNoHandleOpensAnotherKind() {
    var handle = handles.handle(document(1));

    assertThat(handles.handle(document(1))).isEqualTo(handle);
    assertThat(handles.thing(handle, MedicalId.class)).isEmpty();
    assertThat(SessionHandles.of(new MockHttpSession()).thing(handle, Opened.class)).isEmpty();
  }

  private Opened document(int number) {
    var key = new DocumentKey(WEST, new Oid("1.2.3.4"), "1.2.3.5." + number);
    return new Opened(patient, key, "text/plain", 10, "文書", "―", "―");
  }
}
