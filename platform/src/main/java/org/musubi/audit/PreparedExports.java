package org.musubi.audit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.musubi.core.MedicalId;
import org.musubi.core.PersonRef;
import org.musubi.ihe.documents.Spool;
import org.musubi.ihe.documents.SpooledDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exports that are being prepared or wait to be taken. */
final class PreparedExports implements TrailExports, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PreparedExports.class);
  private static final int MOST = 32;
  private static final int MOST_OF_ONE = 4;
  private static final Duration KEPT = Duration.ofHours(1);
  private static final long MOST_BYTES = 4L << 30;

  private final Spool spool;
  private final ExportedActs acts;
  private final ExportedArchive archive;
  private final InstantSource clock;
  private final Map<UUID, Job> jobs = new LinkedHashMap<>();

  PreparedExports(Path data, ExportedActs acts, ExportedArchive archive, InstantSource clock)
      throws IOException {
    ExportedArchive.removeLeft(data.resolve("exports"));
    this.spool = Spool.open(data.resolve("exports"), MOST_BYTES, 1 << 20);
    this.acts = acts;
    this.archive = archive;
    this.clock = clock;
  }

  /** What fills a file; says how far it is. */
  interface Filling {
    /**
     * Writes the file.
     *
     * @return false when there was nothing to put in
     */
    boolean into(OutputStream out, Job job) throws IOException;
  }

  /** A ZIP that ends does not end the file. */
  private static final class Unclosed extends BufferedOutputStream {
    Unclosed(OutputStream out) {
      super(out, 64 * 1024);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  /** One export. */
  final class Job implements Prepared {
    private final String name;
    private final PersonRef owner;
    private final boolean readable;
    private final Instant begun = clock.instant();
    private volatile State state = State.RUNNING;
    private volatile long done;
    private volatile int percent;
    private volatile boolean cut;
    private volatile boolean unwanted;
    private volatile @Nullable SpooledDocument file;

    Job(String name, PersonRef owner, boolean readable) {
      this.name = name;
      this.owner = owner;
      this.readable = readable;
    }

    /** So far it is. */
    void is(long found, int percentOfAll) throws IOException {
      done = found;
      percent = Math.clamp(percentOfAll, 0, 100);
      if (unwanted) {
        throw new IOException("nobody wants it any more");
      }
    }

    /** There is more than goes in. */
    void isCut() {
      cut = true;
    }

    Progress progress() {
      var ready = file;
      return new Progress(
          state,
          done,
          state == State.RUNNING ? percent : 100,
          cut,
          ready == null ? null : ready.size());
    }

    private void run(Filling filling) {
      try (var sink = spool.begin(MOST_BYTES)) {
        if (filling.into(new Unclosed(sink), this)) {
          var whole = sink.finish();
          file = whole;
          state = State.READY;
          if (unwanted) {
            whole.close();
          }
        } else {
          state = State.EMPTY;
        }
      } catch (IOException | RuntimeException failed) {
        state = State.FAILED;
        LOG.warn("an export was not prepared: {}", failed.getClass().getSimpleName());
      }
    }

    private void drop() {
      unwanted = true;
      var ready = file;
      if (ready != null) {
        ready.close();
      }
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public long size() {
      return ready().size();
    }

    @Override
    public InputStream open() {
      return ready().open();
    }

    private SpooledDocument ready() {
      var whole = file;
      if (whole == null) {
        throw new IllegalStateException("the export is not ready");
      }
      return whole;
    }
  }

  @Override
  public UUID acts(
      TrailQuery query,
      Predicate<Access> seen,
      Function<MedicalId, String> patients,
      PersonRef owner,
      Receipt receipt)
      throws TooMany {
    var job = new Job("musubi-trail-" + receipt.position() + ".zip", owner, true);
    return begin(job, (out, told) -> acts.write(query, seen, patients, receipt, out, told));
  }

  @Override
  public UUID archive(Instant from, Instant until, PersonRef owner, Receipt receipt)
      throws TooMany {
    var job = new Job("musubi-log-" + receipt.position() + ".zip", owner, false);
    return begin(job, (out, told) -> archive.write(from, until, out, told));
  }

  private UUID begin(Job job, Filling filling) throws TooMany {
    var id = UUID.randomUUID();
    synchronized (jobs) {
      tidy();
      long own = jobs.values().stream().filter(one -> one.owner.equals(job.owner)).count();
      if (own >= MOST_OF_ONE || jobs.size() >= MOST) {
        throw new TooMany();
      }
      jobs.put(id, job);
    }
    Thread.ofVirtual().name("trail-export").start(() -> job.run(filling));
    return id;
  }

  private void tidy() {
    var over = clock.instant().minus(KEPT);
    drop(jobs.entrySet().stream().filter(job -> job.getValue().begun.isBefore(over)).toList());
  }

  /** What is readable of anybody goes: whose key was destroyed may be in it. */
  void forgetReadable() {
    synchronized (jobs) {
      drop(jobs.entrySet().stream().filter(job -> job.getValue().readable).toList());
    }
  }

  private void drop(List<Map.Entry<UUID, Job>> some) {
    for (var job : new ArrayList<>(some)) {
      jobs.remove(job.getKey());
      job.getValue().drop();
    }
  }

  @Override
  public Optional<Progress> progress(UUID export) {
    synchronized (jobs) {
      tidy();
      return Optional.ofNullable(jobs.get(export)).map(Job::progress);
    }
  }

  @Override
  public Optional<Prepared> file(UUID export, Receipt receipt) {
    synchronized (jobs) {
      tidy();
      var job = jobs.get(export);
      return job == null || job.state != State.READY ? Optional.empty() : Optional.of(job);
    }
  }

  @Override
  public void close() {
    synchronized (jobs) {
      drop(List.copyOf(jobs.entrySet()));
    }
    spool.close();
  }
}
