package org.musubi.gateway.web;

import java.time.InstantSource;
import org.musubi.audit.AuditEventJson;
import org.musubi.audit.Pseudonyms;
import org.musubi.audit.TrailSearch;
import org.musubi.gateway.exchange.Trail;
import org.musubi.gateway.iti20.AuditFeed;
import org.musubi.service.ServiceDirectory;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Where members read their own part of the trail, {@code /iti81/AuditEvent}, and report to it,
 * {@code /iti20}.
 */
@Configuration(value = "gateway.AuditEndpoint", proxyBeanMethods = false)
class AuditEndpoint {
  @Bean
  ServletRegistrationBean<AuditRetrieval> iti81Endpoint(
      Callers callers,
      Load load,
      TrailSearch search,
      AuditEventJson json,
      Pseudonyms pseudonyms,
      ServiceDirectory directory,
      Trail trail,
      InstantSource clock) {
    var servlet =
        new AuditRetrieval(callers, load, search, json, pseudonyms, directory, trail, clock);
    var registration = new ServletRegistrationBean<>(servlet, "/iti81/AuditEvent");
    registration.setName("iti81");
    return registration;
  }

  @Bean
  ServletRegistrationBean<AuditFeedServlet> iti20Endpoint(
      Callers callers, Load load, Inbound inbound, AuditFeed feed, Trail trail) {
    var servlet = new AuditFeedServlet(callers, load, inbound, feed, trail);
    var registration = new ServletRegistrationBean<>(servlet, "/iti20", "/iti20/AuditEvent");
    registration.setName("iti20");
    return registration;
  }
}
