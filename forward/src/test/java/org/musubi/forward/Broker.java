package org.musubi.forward;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real broker of Kafka in this process, which takes only clients with a certificate. */
final class Broker implements AutoCloseable {
  static final String TOPIC = "audit";

  final int port = freePort();
  private final int controller = freePort();
  private final Path folder;
  private KafkaRaftServer server;

  /** Formats a folder that holds {@code own.p12}, {@code password} and {@code trust.pem}. */
  Broker(Path folder) throws Exception {
    this.folder = folder;
    var formatter =
        new Formatter()
            .setPrintStream(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
            .setNodeId(1)
            .setClusterId(Uuid.randomUuid().toString())
            .addDirectory(folder.resolve("data").toString())
            .setMetadataLogDirectory(folder.resolve("data").toString())
            .setControllerListenerName("CONTROLLER");
    formatter.run();
  }

  Broker started() {
    var settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("listeners", "SSL://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
    settings.put("listener.security.protocol.map", "SSL:SSL,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "SSL");
    settings.put("log.dirs", folder.resolve("data").toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("ssl.client.auth", "required");
    settings.putAll(tls(folder));
    server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
    server.startup();
    return this;
  }

  /** Kafka's names for what lies in such a folder. */
  static Map<String, String> tls(Path folder) {
    return Map.of(
        "security.protocol",
        "SSL",
        "ssl.keystore.type",
        "PKCS12",
        "ssl.keystore.location",
        folder.resolve("own.p12").toString(),
        "ssl.keystore.password",
        Authority.PASSWORD,
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        folder.resolve("trust.pem").toString());
  }

  private Map<String, Object> client() {
    var client = new HashMap<String, Object>(tls(folder));
    client.put("bootstrap.servers", "127.0.0.1:" + port);
    return client;
  }

  void topic(int partitions) throws Exception {
    try (var admin = Admin.create(client())) {
      admin.createTopics(List.of(new NewTopic(TOPIC, partitions, (short) 1))).all().get();
    }
  }

  /** So many records of the one partition, or all that come in ten seconds. */
  List<ConsumerRecord<String, byte[]>> records(int count) {
    var found = new ArrayList<ConsumerRecord<String, byte[]>>();
    try (var consumer =
        new KafkaConsumer<>(client(), new StringDeserializer(), new ByteArrayDeserializer())) {
      var partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (found.size() < count && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(found::add);
      }
    }
    return found;
  }

  void stop() {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
      server = null;
    }
  }

  private static int freePort() {
    try (var probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
