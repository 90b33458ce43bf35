package org.musubi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.musubi.core.ActId;

class SealTest {
  private static final byte[] CONTENT = "{\"patient\":\"患者\"}".getBytes(StandardCharsets.UTF_8);
  private final ActId act = ActId.next(Trails.CLOCK);
  private final PersonKey key = key();
  private final PersonKey second = key();

  private static PersonKey key() {
    return new PersonKey(UUID.randomUUID(), WrappingKeys.random(32));
  }

  @Test
  void theOpeningKeyOfAnEntryOpensIt() {
    var seal = Seal.close(act, List.of(key, second), CONTENT);
    assertThat(seal.open(act, Seal.opening(act, List.of(key, second)))).isEqualTo(CONTENT);
  }

  @Test
  void theOpeningKeyOfOneEntryOpensNoOtherOfTheSamePerson() {
    var later = ActId.next(Trails.CLOCK);
    var seal = Seal.close(later, List.of(key), CONTENT);
    assertThatThrownBy(() -> seal.open(later, Seal.opening(act, List.of(key))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the entry was closed with another key");
  }

  @Test
  void anEntryPutUnderAnotherActDoesNotOpen() {
    var seal = Seal.close(act, List.of(key), CONTENT);
    byte[] opening = Seal.opening(act, List.of(key));
    assertThatThrownBy(() -> seal.open(ActId.next(Trails.CLOCK), opening))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyKeyIsNeeded() {
    var seal = Seal.close(act, List.of(key, second), CONTENT);
    assertThatThrownBy(() -> seal.open(act, Seal.opening(act, List.of(key))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> seal.open(act, Seal.opening(act, List.of(second, key))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aChangedBoxDoesNotOpenWhereverItIsChanged() {
    var seal = Seal.close(act, List.of(key), CONTENT);
    byte[] opening = Seal.opening(act, List.of(key));
    for (int i = 0; i < seal.box().length; i++) {
      byte[] changed = seal.box().clone();
      changed[i] ^= 1;
      var other = new Seal(seal.keys(), seal.commitment(), changed);
      assertThatThrownBy(() -> other.open(act, opening))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void theSameContentClosedTwiceLooksDifferent() {
    assertThat(Seal.close(act, List.of(key), CONTENT).box())
        .isNotEqualTo(Seal.close(act, List.of(key), CONTENT).box());
  }
}
