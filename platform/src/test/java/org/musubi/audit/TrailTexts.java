package org.musubi.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a running platform recorded, opened. */
public final class TrailTexts {
  private TrailTexts() {}

  /** The events that the index holds, as they would stand in the log if nothing were closed. */
  public static List<String> of(ApplicationContext platform, JdbcClient local) {
    var sealing = platform.getBean(Sealing.class);
    return local
        .sql("select entry from audit.entry order by position")
        .query((row, number) -> row.getBytes(1))
        .list()
        .stream()
        .map(bytes -> Objects.requireNonNull(sealing.told(EntryReading.read(bytes))))
        .map(event -> new String(EntryText.write(event), StandardCharsets.UTF_8))
        .toList();
  }
}
