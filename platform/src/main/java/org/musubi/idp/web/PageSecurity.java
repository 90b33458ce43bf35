package org.musubi.idp.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.musubi.idp.IdpProperties;
import org.musubi.idp.SignIn;
import org.musubi.idp.SignedIn;
import org.musubi.idp.Undecided;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.HstsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;

/** Who may ask for what, over which session, with which headers. */
@Configuration(proxyBeanMethods = false)
class PageSecurity {
  /** Frames of our own pages only: a document is shown in one. */
  private static final String CONTENT =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
          + "connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; form-action 'self'; "
          + "base-uri 'none'";

  /**
   * Transactions: the members' door has asked for the certificate, and the gateway asks whom it
   * names. No session, no forms.
   */
  @Bean
  @Order(1)
  SecurityFilterChain transactions(HttpSecurity http) {
    return http.securityMatcher(request -> request.getRequestURI().startsWith("/iti"))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .anonymous(AbstractHttpConfigurer::disable)
        .build();
  }

  /**
   * In the demo no browser is told to ask this host by TLS only: the name is localhost, and other
   * programs of the same machine answer under it.
   */
  @Bean
  @Order(2)
  SecurityFilterChain pages(
      HttpSecurity http,
      RightOfPage rights,
      Refusals refusals,
      PasswordCheck passwords,
      Sessions sessions,
      SignIn signIn,
      IdpProperties properties,
      InstantSource clock,
      @Value("${musubi.demo:false}") boolean demo) {
    return http.authorizeHttpRequests(requests ->
            requests
                .dispatcherTypeMatchers(
                    DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                .permitAll()
                .anyRequest()
                .access(rights))
        .authenticationProvider(passwords)
        .formLogin(form ->
            form.loginPage("/sign-in")
                .loginProcessingUrl("/sign-in")
                .usernameParameter("login")
                .passwordParameter("password")
                .successHandler((request, response, person) ->
                    entered(request, response, person, sessions, clock))
                .failureUrl("/sign-in?refused"))
        .logout(logout ->
            logout
                .logoutUrl("/sign-out")
                .addLogoutHandler((request, response, person) -> left(request, person, sessions))
                .deleteCookies("__Host-musubi")
                .logoutSuccessUrl("/sign-in?out"))
        .exceptionHandling(refused ->
            refused
                .authenticationEntryPoint((request, response, why) -> toSignIn(request, response))
                .accessDeniedHandler(refusals))
        .requestCache(cache -> cache.requestCache(new NullRequestCache()))
        .sessionManagement(
            session -> session.sessionFixation(fixation -> fixation.changeSessionId()))
        .addFilterBefore(
            new SessionRules(sessions, signIn, properties, clock), AuthorizationFilter.class)
        .csrf(Customizer.withDefaults())
        .headers(headers ->
            headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                .httpStrictTransportSecurity(demo ? HstsConfig::disable : Customizer.withDefaults())
                .cacheControl(Customizer.withDefaults()))
        .build();
  }

  private static void entered(
      HttpServletRequest request,
      HttpServletResponse response,
      Authentication person,
      Sessions sessions,
      InstantSource clock)
      throws IOException {
    sessions.begun(request.getSession(), clock.instant());
    response.sendRedirect(person.getPrincipal() instanceof Undecided ? "/sign-in/facility" : "/");
  }

  private static void left(
      HttpServletRequest request, @Nullable Authentication person, Sessions sessions) {
    var session = request.getSession(false);
    if (session != null && person != null && person.getPrincipal() instanceof SignedIn who) {
      sessions.end(session, who, "signed-out");
    }
  }

  /** A fragment that htmx asked for cannot show the sign-in page; the whole page goes there. */
  private static void toSignIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getHeader("HX-Request") == null) {
      response.sendRedirect("/sign-in");
    } else {
      response.setHeader("HX-Redirect", "/sign-in");
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    }
  }
}
