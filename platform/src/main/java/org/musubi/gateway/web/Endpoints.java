package org.musubi.gateway.web;

import java.util.List;
import org.musubi.gateway.exchange.Trail;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

/**
 * Where the transactions are found: {@code /iti55}, {@code /iti38}, {@code /iti39}; ITI-20 and 81.
 */
@Configuration(value = "gateway.Endpoints", proxyBeanMethods = false)
class Endpoints {
  @Bean
  ServletRegistrationBean<ExchangeServlet> iti38Endpoint(
      Iti38 exchange, Callers callers, Load load, Inbound inbound, Release release, Trail trail) {
    return at("/iti38", new ExchangeServlet(exchange, callers, load, inbound, release, trail));
  }

  @Bean
  ServletRegistrationBean<ExchangeServlet> iti39Endpoint(
      Iti39 exchange, Callers callers, Load load, Inbound inbound, Release release, Trail trail) {
    return at("/iti39", new ExchangeServlet(exchange, callers, load, inbound, release, trail));
  }

  @Bean
  ServletRegistrationBean<ExchangeServlet> iti55Endpoint(
      Iti55 exchange, Callers callers, Load load, Inbound inbound, Release release, Trail trail) {
    return at("/iti55", new ExchangeServlet(exchange, callers, load, inbound, release, trail));
  }

  /**
   * Who may call is decided by certificate and assertion, not by a session: no filters of pages.
   */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityFilterChain exchangeChain() {
    var paths = PathPatternRequestMatcher.withDefaults();
    return new DefaultSecurityFilterChain(
        new OrRequestMatcher(
            paths.matcher("/iti38"),
            paths.matcher("/iti39"),
            paths.matcher("/iti55"),
            paths.matcher("/iti20"),
            paths.matcher("/iti20/AuditEvent"),
            paths.matcher("/iti81/AuditEvent")),
        List.of());
  }

  private static ServletRegistrationBean<ExchangeServlet> at(String path, ExchangeServlet servlet) {
    var registration = new ServletRegistrationBean<>(servlet, path);
    registration.setName(path.substring(1));
    return registration;
  }
}
