package org.musubi.services.records;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import org.musubi.ihe.documents.Spool;
import org.musubi.ihe.soap.Deadline;
import org.musubi.ihe.soap.SoapClient;
import org.musubi.ihe.tls.TlsMaterial;
import org.musubi.services.records.access.AccessLog;
import org.musubi.services.records.catalogue.CatalogueImport;
import org.musubi.services.records.content.Documents;
import org.musubi.services.records.intake.Intake;
import org.musubi.services.records.patients.Patients;
import org.musubi.services.records.registry.Registry;
import org.musubi.services.records.ssmix2.StorageWatch;
import org.musubi.services.records.web.Endpoints;
import org.musubi.services.records.web.MutualTls;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What goes in and out: endpoints, the client towards the platform, watched storages. */
@Configuration(proxyBeanMethods = false)
class Exchange {
  @Bean
  TlsMaterial credentials(RecordsProperties properties)
      throws IOException, GeneralSecurityException {
    return TlsMaterial.load(properties.credentials());
  }

  @Bean
  TomcatServletWebServerFactory tomcat(RecordsProperties properties, TlsMaterial credentials)
      throws IOException, GeneralSecurityException {
    var limits = properties.limits();
    return MutualTls.on(
        properties.bind(), properties.port(), credentials, limits.idle(), limits.connections());
  }

  @Bean(destroyMethod = "close")
  Spool spool(RecordsProperties properties) throws IOException {
    return Spool.open(properties.data().resolve("spool"), properties.limits().spoolBytes());
  }

  @Bean(destroyMethod = "cancel")
  Deadline life() {
    return Deadline.open();
  }

  @Bean(destroyMethod = "close")
  SoapClient client(TlsMaterial credentials) throws GeneralSecurityException {
    return SoapClient.open(credentials, Duration.ofSeconds(5), 32);
  }

  @Bean
  Intake intake(Registry registry, Documents documents, Clock clock) {
    return new Intake(registry, documents, clock);
  }

  @Bean
  AccessLog accesses(JdbcClient database, Clock clock) {
    return new AccessLog(database, clock);
  }

  @Bean
  Endpoints endpoints(
      RecordsProperties properties,
      Registry registry,
      Patients patients,
      Documents documents,
      Spool spool,
      AccessLog accesses,
      SoapClient client,
      Deadline life,
      Clock clock) {
    return Endpoints.of(
        properties, registry, patients, documents, spool, accesses, client, life, clock);
  }

  /** Done before the first connection is accepted. */
  @Bean
  CatalogueImport catalogue(
      RecordsProperties properties,
      Patients patients,
      Intake intake,
      JdbcClient database,
      Clock clock)
      throws IOException {
    var catalogue = new CatalogueImport(patients, intake, database, clock);
    for (var place : properties.documents()) {
      catalogue.run(place);
    }
    return catalogue;
  }

  @Bean(destroyMethod = "close")
  StorageWatch watch(
      RecordsProperties properties,
      Registry registry,
      Patients patients,
      Intake intake,
      JdbcClient database,
      Clock clock)
      throws IOException {
    return StorageWatch.start(
        properties.ssMix2(),
        properties.ssMix2Rescan(),
        registry,
        patients,
        intake,
        database,
        clock);
  }
}
