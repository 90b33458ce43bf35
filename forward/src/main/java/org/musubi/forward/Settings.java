package org.musubi.forward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.musubi.tlog.VerifierKey;

/**
 * What the properties file says. Paths are relative to its folder. {@code toString} shows nothing,
 * for what is passed on to Kafka may be secret.
 */
final class Settings {
  private static final Set<String> KNOWN =
      Set.of(
          "log",
          "log.key",
          "position",
          "from",
          "pause.millis",
          "syslog.host",
          "syslog.port",
          "syslog.trust",
          "syslog.keystore",
          "syslog.keystore.password.file",
          "syslog.hostname",
          "syslog.enterprise",
          "syslog.patience.seconds",
          "syslog.unanswered");
  private static final String KAFKA = "kafka.";

  private final Path file;
  private final Map<String, String> values = new HashMap<>();

  private Settings(Path file) {
    this.file = file.toAbsolutePath();
  }

  /**
   * Reads a file.
   *
   * @throws CannotForward when a setting is unknown, missing or out of form; it names the setting
   */
  static Settings read(Path file) throws CannotForward {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new CannotForward("the settings " + file + " cannot be read");
    }
    var settings = new Settings(file);
    for (var name : new TreeSet<>(properties.stringPropertyNames())) {
      if (!KNOWN.contains(name) && !name.startsWith(KAFKA)) {
        throw new CannotForward("there is no setting \"" + name + "\"");
      }
      settings.values.put(name, properties.getProperty(name).strip());
    }
    settings.check();
    return settings;
  }

  private void check() throws CannotForward {
    log();
    position();
    fromNow();
    pause();
    if (syslog() == null && kafka().isEmpty()) {
      throw new CannotForward("neither syslog.host nor kafka.bootstrap.servers says where to");
    }
  }

  /** The log's folder. */
  Path log() throws CannotForward {
    return path("log");
  }

  /** The operator's copy of the log's key. */
  VerifierKey key() throws CannotForward {
    var file = path("log.key");
    try {
      return VerifierKey.parse(Files.readString(file));
    } catch (IOException | IllegalArgumentException bad) {
      throw new CannotForward("log.key: " + file + " holds no key of a log");
    }
  }

  /** The file that says how far entries were confirmed. */
  Path position() throws CannotForward {
    return path("position");
  }

  /** Whether a first start leaves out what is in the log already. */
  boolean fromNow() throws CannotForward {
    return oneOf("from", List.of("0", "now")).equals("now");
  }

  /** How long to rest when nothing is new. */
  Duration pause() throws CannotForward {
    return Duration.ofMillis(number("pause.millis", 1_000, 10, 3_600_000));
  }

  /** The syslog receiver; null when there is none. */
  @Nullable SyslogSettings syslog() throws CannotForward {
    var host = values.get("syslog.host");
    if (host == null) {
      for (var name : new TreeSet<>(values.keySet())) {
        if (name.startsWith("syslog.")) {
          throw new CannotForward(name + " is set, but syslog.host is not");
        }
      }
      return null;
    }
    var hostname = values.get("syslog.hostname");
    if (hostname != null && !hostname.matches("(?!-$)[!-~]{1,255}")) {
      throw new CannotForward("syslog.hostname is printable ASCII without blanks");
    }
    return new SyslogSettings(
        host,
        number("syslog.port", 6514, 1, 65_535),
        path("syslog.trust"),
        path("syslog.keystore"),
        path("syslog.keystore.password.file"),
        hostname,
        number("syslog.enterprise", 32_473, 1, Integer.MAX_VALUE),
        Duration.ofSeconds(number("syslog.patience.seconds", 30, 1, 3_600)),
        oneOf("syslog.unanswered", List.of("again", "presume")).equals("presume"));
  }

  /** What begins with {@code kafka.}, without that; empty when there is no Kafka. */
  Map<String, String> kafka() {
    var found = new HashMap<String, String>();
    values.forEach((name, value) -> {
      if (name.startsWith(KAFKA)) {
        found.put(name.substring(KAFKA.length()), value);
      }
    });
    return found;
  }

  private Path path(String name) throws CannotForward {
    var value = values.get(name);
    if (value == null || value.isEmpty()) {
      throw new CannotForward(name + " is missing");
    }
    return file.resolveSibling(value);
  }

  private String oneOf(String name, List<String> words) throws CannotForward {
    var value = values.getOrDefault(name, words.getFirst());
    if (!words.contains(value)) {
      throw new CannotForward(name + " is one of " + String.join(", ", words));
    }
    return value;
  }

  private int number(String name, int otherwise, int least, int most) throws CannotForward {
    var value = values.getOrDefault(name, Integer.toString(otherwise));
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException none) {
      throw new CannotForward(name + " is no number");
    }
    throw new CannotForward(name + " lies between " + least + " and " + most);
  }

  @Override
  public String toString() {
    return "Settings[" + values.size() + "]";
  }
}
