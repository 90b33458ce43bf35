package org.musubi.idp.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musubi.core.Actor;
import org.musubi.core.FacilityId;
import org.musubi.core.MemberId;
import org.musubi.core.PractitionerId;
import org.musubi.core.PurposeOfUse;
import org.musubi.idp.IdpProperties;
import org.musubi.idp.SignIn;
import org.musubi.idp.SignedIn;
import org.musubi.idp.Undecided;
import org.musubi.support.HandClock;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.context.SecurityContextHolder;

class SessionRulesTest {
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
  private static final IdpProperties PROPERTIES =
      new IdpProperties(
          5,
          50,
          Duration.ofMinutes(15),
          8192,
          1,
          1,
          2,
          Duration.ofHours(8),
          "urn:musubi:platform",
          Duration.ofSeconds(60),
          Duration.ofMinutes(10),
          List.of());

  private final Sessions sessions = new Sessions(new Nobody());
  private final MockHttpSession session = new MockHttpSession();
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @BeforeEach
  void thePasswordWasRightButNoFacilityIsChosen() {
    sessions.begun(session, START);
    SecurityContextHolder.getContext()
        .setAuthentication(
            new Person(
                new Undecided(new PractitionerId(UUID.randomUUID()), "結城 一郎", START, List.of())));
  }

  @AfterEach
  void forget() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void whoNeverChoosesAFacilityIsOutAfterTheLongestTimeToo() throws Exception {
    ask(START.plus(PROPERTIES.sessionLongest()).plusSeconds(1));

    assertThat(response.getRedirectedUrl()).isEqualTo("/sign-in?ended");
    assertThat(session.isInvalid()).isTrue();
    assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
  }

  @Test
  void whoStillChoosesAFacilityStays() throws Exception {
    ask(START.plusSeconds(60));

    assertThat(response.getRedirectedUrl()).isNull();
    assertThat(session.isInvalid()).isFalse();
  }

  @Test
  void whoseMemberIsSuspendedIsToldSoAndNotThatTimeHasPassed() throws Exception {
    var actor = Actor.system(MemberId.next(Clock.systemUTC()), "test", PurposeOfUse.TREATMENT);
    SecurityContextHolder.getContext()
        .setAuthentication(new Person(new SignedIn("結城 一郎", "東中央病院", Set.of(), actor, null)));
    var ended = new ArrayList<String>();
    var suspended =
        new Nobody() {
          @Override
          public void out(SignedIn who, String reason) {
            ended.add(reason);
          }

          @Override
          public boolean stands(SignedIn who) {
            return false;
          }
        };
    var mine = new Sessions(suspended);
    var request = new MockHttpServletRequest("GET", "/patients");
    request.setSession(session);

    new SessionRules(mine, suspended, PROPERTIES, new HandClock(START.plusSeconds(1)))
        .doFilter(request, response, new MockFilterChain());

    assertThat(response.getRedirectedUrl()).isEqualTo("/sign-in?suspended");
    assertThat(ended).containsExactly("suspended");
    assertThat(session.isInvalid()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"PT15M, 15分", "PT90S, 2分", "PT1H, 1時間", "PT1H30M, 1時間30分", "PT0S, 1分"})
  void theLockOutIsSaidInMinutes(Duration span, String said) {
    assertThat(SignInPages.minutes(span)).isEqualTo(said);
  }

  private void ask(Instant at) throws Exception {
    var request = new MockHttpServletRequest("GET", "/sign-in/facility");
    request.setSession(session);
    new SessionRules(sessions, new Nobody(), PROPERTIES, new HandClock(at))
        .doFilter(request, response, new MockFilterChain());
  }

  /** Nobody has signed in, so nobody may be asked about. */
  private static class Nobody implements SignIn {
    @Override
    public Attempted withPassword(String login, String password, String address) {
      throw new AssertionError("no password is tried");
    }

    @Override
    public Optional<SignedIn> at(Undecided who, FacilityId facility) {
      throw new AssertionError("no facility is chosen");
    }

    @Override
    public void out(SignedIn who, String reason) {
      throw new AssertionError("nobody was in");
    }

    @Override
    public boolean stands(SignedIn who) {
      throw new AssertionError("nobody was in");
    }
  }
}
