package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.walk.Login;
import org.musubi.e2e.walk.Match;
import org.musubi.e2e.walk.PatientPages;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Discovery;
import org.musubi.e2e.wire.Reply;
import org.musubi.e2e.wire.Transaction;

/** Names as they are really written. 𠮷田 太郎 (ヨシダ タロウ) is known in region east. */
class NamesTest {
  private final Peer east = Peer.east(Running.deployment());

  @BeforeAll
  static void taroConsents() throws Exception {
    taro().give(Community.EAST);
  }

  @AfterAll
  static void taroWithdraws() throws Exception {
    taro().withdraw(Community.EAST);
  }

  @ParameterizedTest
  @CsvSource({"𠮷田,太郎", "ヨシダ,タロウ", "ﾖｼﾀﾞ,ﾀﾛｳ", "よしだ,たろう"})
  void aPersonIsFoundHoweverTheNameIsWritten(String family, String given) throws Exception {
    assertThat(found(discover(family, given))).containsExactly("E-1002");
  }

  @Test
  void aPersonIsFoundByANameWithCombiningMarks() throws Exception {
    String apart = Normalizer.normalize("ヨシダ", Normalizer.Form.NFD);
    assertThat(apart).hasSize(4);

    assertThat(found(discover(apart, "タロウ"))).containsExactly("E-1002");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uE000田", "\uDB80\uDC00田", "田\uDB40\uDD00", "龘龘龘"})
  void aNameWithACharacterOfNobodysFindsNobodyAndIsNoError(String family) throws Exception {
    var reply = discover(family, "太郎");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.soap().isFault()).isFalse();
    assertThat(found(reply)).isEmpty();
    assertThat(reply.soap().first("queryResponseCode").orElseThrow().getAttribute("code"))
        .isEqualTo("NF");
  }

  private static List<String> found(Reply reply) {
    return Match.in(reply.soap()).stream().map(Match::identifier).toList();
  }

  private Reply discover(String family, String given) throws Exception {
    var body =
        new Discovery(
                Community.EAST.home(), Community.PLATFORM, "", "", family, given, "19751103", "M")
            .body(Instant.now());
    return east.platform().call(Transaction.ITI_55, east.assertion(), body);
  }

  private static PatientPages taro() throws Exception {
    var deployment = Running.deployment();
    return PatientPages.signIn(deployment, Login.of(deployment.layout(), "taro"));
  }
}
