package org.musubi.services.records.ssmix2;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.musubi.services.records.intake.Intake;
import org.musubi.services.records.patients.Patients;
import org.musubi.services.records.registry.Registry;
import org.musubi.services.records.ssmix2.StorageLedger.Seen;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Watches the roots of SS-MIX2 storages. Notices of the file system only say when to look; what was
 * done is in the database, so that a lost notice costs a rescan, never a file. A file that changed
 * within the last two seconds may still be being written and waits.
 */
public final class StorageWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StorageWatch.class);
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private final List<Path> roots;
  private final Duration rescan;
  private final StorageLedger ledger;
  private final Filing filing;
  private final InstantSource clock;
  private final WatchService notices;
  private final Set<Path> watched = new HashSet<>();
  private final Thread thread;
  private boolean told;
  private volatile boolean ending;

  /** A file to look at, with the root it lies under. */
  private record Candidate(Path root, Path file, Seen seen) {}

  private StorageWatch(
      List<Path> roots, Duration rescan, StorageLedger ledger, Filing filing, InstantSource clock)
      throws IOException {
    this.roots = roots.stream().map(root -> root.toAbsolutePath().normalize()).toList();
    this.rescan = rescan;
    this.ledger = ledger;
    this.filing = filing;
    this.clock = clock;
    this.notices = FileSystems.getDefault().newWatchService();
    this.thread = Thread.ofPlatform().daemon().name("ss-mix2").unstarted(this::run);
  }

  /** Starts to watch; the first look is taken at once, on a thread of its own. */
  public static StorageWatch start(
      List<Path> roots,
      Duration rescan,
      Registry registry,
      Patients patients,
      Intake intake,
      JdbcClient database,
      InstantSource clock)
      throws IOException {
    var ledger = new StorageLedger(database);
    var filing = new Filing(registry, patients, intake, ledger, clock);
    var watch = new StorageWatch(roots, rescan, ledger, filing, clock);
    watch.thread.start();
    return watch;
  }

  /** One look at one root, on the calling thread. */
  static void once(
      Path root,
      Registry registry,
      Patients patients,
      Intake intake,
      JdbcClient database,
      InstantSource clock)
      throws IOException {
    var ledger = new StorageLedger(database);
    var filing = new Filing(registry, patients, intake, ledger, clock);
    try (var watch =
        new StorageWatch(List.of(root), Duration.ofSeconds(1), ledger, filing, clock)) {
      watch.pass();
    }
  }

  private void run() {
    boolean waiting = false;
    while (!ending) {
      try {
        waiting = pass();
      } catch (IOException | RuntimeException e) {
        LOG.warn("a look at the SS-MIX2 storage failed: {}", e.getClass().getSimpleName());
      }
      try {
        await(waiting ? SETTLED : rescan);
      } catch (InterruptedException | ClosedWatchServiceException e) {
        return;
      }
    }
  }

  private void await(Duration longest) throws InterruptedException {
    var key = notices.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
    while (key != null) {
      key.pollEvents();
      if (!key.reset()) {
        watched.remove((Path) key.watchable());
      }
      key = notices.poll();
    }
  }

  /**
   * Looks once at all there is.
   *
   * @return whether a file is still settling
   */
  private boolean pass() throws IOException {
    var candidates = new ArrayList<Candidate>();
    boolean waiting = false;
    if (roots.isEmpty()) {
      return false;
    }
    for (var root : roots) {
      if (Files.isDirectory(root)) {
        waiting |= collect(root, candidates);
      }
    }
    candidates.sort(
        Comparator.comparing((Candidate c) -> !name(c).contains("_ADT-00_"))
            .thenComparing(StorageWatch::occurred)
            .thenComparing(c -> c.file()));
    for (var candidate : candidates) {
      if (ending) {
        return false;
      }
      file(candidate);
    }
    if (!candidates.isEmpty() || !told) {
      told = true;
      LOG.info("SS-MIX2: {}", ledger.tally());
    }
    return waiting;
  }

  private void file(Candidate candidate) {
    try {
      filing.look(candidate.root(), candidate.file(), candidate.seen());
    } catch (IOException | RuntimeException e) {
      // Looked at again at the next pass; one bad file must not stop the others.
      LOG.warn("a file of the SS-MIX2 storage failed: {}", e.getClass().getSimpleName());
    }
  }

  private boolean collect(Path root, List<Candidate> candidates) throws IOException {
    var waiting = new boolean[1];
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (watched.add(folder)) {
              folder.register(
                  notices,
                  StandardWatchEventKinds.ENTRY_CREATE,
                  StandardWatchEventKinds.ENTRY_MODIFY);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            long modified = attributes.lastModifiedTime().toMillis();
            var seen = new Seen(file.toString(), attributes.size(), modified);
            if (!attributes.isRegularFile() || ledger.knows(seen)) {
              return FileVisitResult.CONTINUE;
            }
            if (clock.millis() - modified < SETTLED.toMillis()) {
              waiting[0] = true;
            } else {
              candidates.add(new Candidate(root, file, seen));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
          }
        });
    return waiting[0];
  }

  private static String name(Candidate candidate) {
    return String.valueOf(candidate.file().getFileName());
  }

  /** 発生日時, by which versions are filed in their order. */
  private static String occurred(Candidate candidate) {
    String[] parts = name(candidate).split("_", -1);
    return parts.length > 4 ? parts[4] : "";
  }

  @Override
  public void close() throws IOException {
    ending = true;
    notices.close();
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
