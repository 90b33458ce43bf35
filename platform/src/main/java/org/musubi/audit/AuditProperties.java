package org.musubi.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the trail is written.
 *
 * @param origin the log's name, worldwide its own; a folder keeps the origin it began with
 * @param batch most entries of one batch, that is of one force
 * @param lag longest time an outcome waits for a batch to ride in
 * @param poll how often the outbox is looked at though nobody woke the sequencer
 * @param patience longest time a caller waits for a receipt before the act is refused
 * @param waiting most outcomes and notes that wait in memory
 * @param reserve room that is kept on the log's disk for refusals, should it be full; 0 for none
 * @param rebuild true: the search index is read again from the log after this start
 * @param rewrapPersonKeys true: at this start the keys of persons are closed anew under a fresh key
 *     and the old one is destroyed, so that older copies of the database open none any more
 */
@ConfigurationProperties("musubi.audit")
record AuditProperties(
    @DefaultValue("musubi.invalid/audit") String origin,
    @DefaultValue("256") int batch,
    @DefaultValue("100ms") Duration lag,
    @DefaultValue("1s") Duration poll,
    @DefaultValue("10s") Duration patience,
    @DefaultValue("10000") int waiting,
    @DefaultValue("16MB") DataSize reserve,
    @DefaultValue("false") boolean rebuild,
    @DefaultValue("false") boolean rewrapPersonKeys) {
  AuditProperties {
    if (batch < 1 || batch > 4096 || waiting < 1) {
      throw new IllegalArgumentException(
          "musubi.audit.batch is 1 to 4096 and musubi.audit.waiting at least 1");
    }
    if (reserve.isNegative() || reserve.toMegabytes() > 1024) {
      throw new IllegalArgumentException("musubi.audit.reserve is 0 to 1GB");
    }
  }
}
