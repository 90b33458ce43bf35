package org.musubi.forward;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A topic of Kafka: key the member, where there is one; value JSON; the header {@value #POSITION}
 * says where the entry stands. The producer is idempotent and waits for all replicas in sync; it
 * never gives up a record by itself, so none is passed over by a later one. Kafka keeps the order
 * within a partition, hence of one member.
 */
final class OverKafka implements Destination {
  static final String POSITION = "position";

  private static final String TOPIC = "topic";
  private static final Duration FIRST = Duration.ofSeconds(2);

  /** What the promise of this program hangs on. */
  private static final Map<String, Object> FIXED =
      Map.of(
          ProducerConfig.ACKS_CONFIG,
          "all",
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          true,
          ProducerConfig.RETRIES_CONFIG,
          Integer.MAX_VALUE,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          Integer.MAX_VALUE,
          ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
          5);

  /** What runs code, or is another way of sending. */
  private static final Set<String> WITHHELD =
      Set.of(
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          ProducerConfig.INTERCEPTOR_CLASSES_CONFIG,
          ProducerConfig.PARTITIONER_CLASS_CONFIG,
          ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG);

  private final String topic;
  private final Map<String, Object> configuration;
  private final Waiting waiting;
  private @Nullable KafkaProducer<String, byte[]> producer;

  private OverKafka(String topic, Map<String, Object> configuration, Waiting waiting) {
    this.topic = topic;
    this.configuration = configuration;
    this.waiting = waiting;
  }

  /**
   * Makes the producer; connects when there is something to send.
   *
   * @param settings what begins with {@code kafka.} in the settings, without that
   * @throws CannotForward when one is unknown, fixed here, missing or refused by Kafka's client
   */
  static OverKafka open(Map<String, String> settings, Consumer<String> say) throws CannotForward {
    var topic = settings.get(TOPIC);
    if (topic == null || !settings.containsKey(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)) {
      throw new CannotForward("kafka.topic and kafka.bootstrap.servers are needed");
    }
    var configuration = new HashMap<String, Object>();
    // A broker that is away is asked again every half minute, not every second.
    configuration.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 30_000);
    // Without this a client that looks for its brokers anew is silent for a minute.
    configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    for (var name : new TreeSet<>(settings.keySet())) {
      if (FIXED.containsKey(name) || WITHHELD.contains(name)) {
        throw new CannotForward("kafka." + name + " cannot be set");
      }
      if (!name.equals(TOPIC) && !ProducerConfig.configNames().contains(name)) {
        throw new CannotForward("there is no setting \"kafka." + name + "\"");
      }
      configuration.put(name, settings.get(name));
    }
    configuration.remove(TOPIC);
    configuration.putAll(FIXED);
    var over =
        new OverKafka(topic, configuration, new Waiting("Kafka's topic " + topic, FIRST, say));
    try {
      over.producer();
    } catch (KafkaException refused) {
      throw new CannotForward("Kafka's client refuses its settings: " + refused.getMessage());
    }
    return over;
  }

  private KafkaProducer<String, byte[]> producer() {
    var open = producer;
    if (open == null) {
      open = new KafkaProducer<>(configuration, new StringSerializer(), new ByteArraySerializer());
      producer = open;
    }
    return open;
  }

  @Override
  public void deliver(List<Passed> entries) throws InterruptedException {
    long first = entries.getFirst().position();
    while (true) {
      try {
        confirmed(send(entries), first);
        waiting.over();
        return;
      } catch (InterruptException over) {
        throw (InterruptedException) new InterruptedException("interrupted").initCause(over);
      } catch (ExecutionException | KafkaException failed) {
        // What was sent after the one that failed comes once more, in order.
        if (!brokersUnknown(failed)) {
          close();
        }
        var pause = waiting.next();
        waiting.inVain(first, why(failed));
        Thread.sleep(pause);
      }
    }
  }

  /**
   * Whether the client does not find its brokers yet. Nothing else ends in time, for a record is
   * never given up; so a client that is still looking is kept.
   */
  private static boolean brokersUnknown(Exception failed) {
    return failed.getCause() instanceof org.apache.kafka.common.errors.TimeoutException;
  }

  /** Sends in order, up to the first that fails at once. */
  private List<Future<RecordMetadata>> send(List<Passed> entries) {
    var sent = new ArrayList<Future<RecordMetadata>>();
    for (var entry : entries) {
      var sending = producer().send(record(entry));
      sent.add(sending);
      if (sending.state() == Future.State.FAILED) {
        break;
      }
    }
    return sent;
  }

  private void confirmed(List<Future<RecordMetadata>> sent, long first)
      throws InterruptedException, ExecutionException {
    for (int i = 0; i < sent.size(); ) {
      try {
        var unused = sent.get(i).get(waiting.next().toMillis(), TimeUnit.MILLISECONDS);
        i++;
      } catch (TimeoutException notYet) {
        waiting.inVain(first + i, null);
      }
    }
  }

  /** A key may be null for Kafka, which its types do not say. */
  @SuppressWarnings("NullAway")
  private ProducerRecord<String, byte[]> record(Passed entry) {
    var record = new ProducerRecord<String, byte[]>(topic, entry.member(), entry.json());
    record
        .headers()
        .add(POSITION, Long.toString(entry.position()).getBytes(StandardCharsets.US_ASCII));
    return record;
  }

  private static String why(Exception failed) {
    var cause =
        failed instanceof ExecutionException && failed.getCause() != null
            ? failed.getCause()
            : failed;
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }

  @Override
  public void close() {
    var open = producer;
    producer = null;
    if (open != null) {
      boolean interrupted = Thread.interrupted();
      try {
        open.close(Duration.ZERO);
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
