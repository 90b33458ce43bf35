package org.musubi.audit;

import java.io.IOException;
import java.time.Clock;
import javax.sql.DataSource;
import org.musubi.core.store.DataProperties;
import org.musubi.core.store.Local;
import org.musubi.tlog.Disk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Opens the trail with the context and closes it with it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  AuditProperties.class,
  ClockProperties.class,
  TrailProperties.class,
  InquiryProperties.class
})
class AuditConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(AuditConfiguration.class);

  @Bean(destroyMethod = "close")
  SequencedTrail auditTrail(
      DataProperties data,
      AuditProperties properties,
      Clock clock,
      @Local DataSource source,
      @Local TransactionOperations transactions) {
    var local = new JdbcTemplate(source);
    var disk = Disk.real();
    var opened = OpenedLog.open(data.data(), properties, clock, local, transactions, disk);
    return new SequencedTrail(
        opened,
        new Outbox(local),
        Reserve.in(data.data(), properties, disk),
        properties,
        clock,
        Step.Watch.NOBODY);
  }

  @Bean
  Sealing auditSealing(SequencedTrail trail, AuditProperties properties) throws IOException {
    var sealing = trail.sealing();
    if (properties.rewrapPersonKeys()) {
      LOG.info("{} keys of persons were closed anew", sealing.keys().rewrap());
    }
    return sealing;
  }

  @Bean
  AuditEventJson auditEventJson(AuditProperties properties) {
    return new AuditEventJson(properties.origin());
  }

  @Bean(destroyMethod = "close")
  ClockWatch auditClock(AuditTrail trail, Clock clock, ClockProperties properties) {
    var watch = new ClockWatch(trail, clock, System::nanoTime, ServerTime.ntp(), properties);
    watch.start();
    return watch;
  }

  @Bean
  TrailProofs trailProofs(SequencedTrail trail) {
    return trail.proofs();
  }

  @Bean(destroyMethod = "close")
  PreparedExports trailExports(
      DataProperties data,
      SequencedTrail trail,
      TrailSearch search,
      TrailProofs proofs,
      AuditEventJson json,
      @Local DataSource source,
      Clock clock)
      throws IOException {
    var archive = new ExportedArchive(trail.log(), data.data(), JdbcClient.create(source));
    return new PreparedExports(data.data(), new ExportedActs(search, proofs, json), archive, clock);
  }

  @Bean
  Pseudonyms pseudonyms(DataProperties data) throws IOException {
    return Pseudonyms.in(data.data().resolve("secrets"));
  }

  @Bean
  SealedWords sealedWords(DataProperties data) throws IOException {
    return SealedWords.in(data.data().resolve("secrets"));
  }
}
