package org.musubi.tlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cosigns checkpoints of logs it knows (C2SP tlog-cosignature, type Ed25519), each only when it
 * continues the one it cosigned before: whoever sees two cosignatures of this witness sees one log.
 * Answers {@code add-checkpoint} of C2SP tlog-witness without HTTP; {@link WitnessServer} adds
 * that.
 *
 * <p>What it cosigned last is a file per log in its folder, forced before the signature leaves. One
 * process per folder. Safe for any number of threads.
 */
public final class Witness {
  private static final int MOST_HASHES = 63;

  private final Path folder;
  private final Signer signer;
  private final VerifierKey key;
  private final InstantSource clock;
  private final Disk disk;
  private final Map<String, VerifierKey> logs = new HashMap<>();

  /** What is answered. */
  public sealed interface Answer {
    /** The status of HTTP. */
    int status();
  }

  /**
   * Status 200.
   *
   * @param line the cosignature line, with its newline
   */
  public record Cosigned(String line) implements Answer {
    @Override
    public int status() {
      return 200;
    }
  }

  /**
   * Status 409: the witness is elsewhere.
   *
   * @param size of the tree that it cosigned last
   */
  public record Conflict(long size) implements Answer {
    @Override
    public int status() {
      return 409;
    }
  }

  /**
   * Status 400 (out of form), 403 (no signature of the log's key), 404 (unknown log) or 422 (the
   * proof does not hold).
   */
  public record Refused(int status, String reason) implements Answer {}

  /**
   * A witness.
   *
   * @param folder where it remembers; made when it is not there
   * @param signer holds its Ed25519 key; its verifier's name is the witness's
   * @param logs keys of the logs it knows, each under the log's origin
   * @param clock dates the cosignatures, in whole seconds
   */
  public Witness(Path folder, Signer signer, List<VerifierKey> logs, InstantSource clock)
      throws IOException {
    this(folder, signer, logs, clock, Disk.real());
  }

  Witness(Path folder, Signer signer, List<VerifierKey> logs, InstantSource clock, Disk disk)
      throws IOException {
    this.folder = Files.createDirectories(folder);
    this.signer = signer;
    this.key = signer.verifier().asWitness();
    this.clock = clock;
    this.disk = disk;
    logs.forEach(log -> this.logs.put(log.name(), log));
  }

  /** The key by which its cosignatures are checked. */
  public VerifierKey verifier() {
    return key;
  }

  /** The size it cosigned last for a log, 0 when none. */
  public synchronized long size(String origin) throws IOException {
    var last = last(origin);
    return last == null ? 0 : last.size();
  }

  /**
   * Answers a request.
   *
   * @param body {@code old <size>}, up to 63 hashes in base64, an empty line, the checkpoint
   * @throws IOException when it cannot remember; then nothing was cosigned
   */
  public synchronized Answer addCheckpoint(String body) throws IOException {
    Request request;
    try {
      request = Request.read(body);
    } catch (IllegalArgumentException | LogRefused e) {
      return new Refused(400, "the request is out of form");
    }
    var checkpoint = request.checkpoint;
    var known = logs.get(checkpoint.origin());
    if (known == null) {
      return new Refused(404, "the log is unknown here");
    }
    if (!Note.read(checkpoint.note()).signedBy(known)) {
      return new Refused(403, "the log's key did not sign it");
    }
    if (request.old > checkpoint.size()) {
      return new Refused(400, "the old size is larger than the new one");
    }
    var last = last(checkpoint.origin());
    long size = last == null ? 0 : last.size();
    byte[] root = last == null ? Hashes.empty() : last.root();
    if (request.old != size) {
      return new Conflict(size);
    }
    if (size == checkpoint.size() && !Arrays.equals(root, checkpoint.root())) {
      return new Conflict(size);
    }
    if (!Proofs.consistent(
        request.old, root, checkpoint.size(), checkpoint.root(), request.proof)) {
      return new Refused(422, "the proof does not hold");
    }
    Disk.replace(disk, folder, file(checkpoint.origin()), Texts.bytes(checkpoint.note()));
    return new Cosigned(cosign(Note.read(checkpoint.note()).text()));
  }

  private String cosign(String text) {
    long time = clock.instant().getEpochSecond();
    byte[] signature = signer.sign(Texts.bytes(VerifierKey.cosigned(time, text)));
    byte[] timed = ByteBuffer.allocate(8 + signature.length).putLong(time).put(signature).array();
    return Note.line(key, timed) + "\n";
  }

  private @Nullable Checkpoint last(String origin) throws IOException {
    byte[] bytes = Bytes.of(folder.resolve(file(origin)));
    return bytes == null ? null : Checkpoint.read(Texts.of(bytes));
  }

  private static String file(String origin) {
    return HexFormat.of().formatHex(Hashes.sha256().digest(Texts.bytes(origin)));
  }

  private record Request(long old, List<byte[]> proof, Checkpoint checkpoint) {
    static Request read(String body) throws LogRefused {
      int end = body.indexOf("\n\n");
      String[] head = end < 0 ? new String[0] : body.substring(0, end).split("\n");
      if (head.length == 0
          || head.length > 1 + MOST_HASHES
          || !head[0].matches("old (0|[1-9][0-9]{0,18})")) {
        throw new IllegalArgumentException("no old size");
      }
      var proof = new ArrayList<byte[]>();
      for (int i = 1; i < head.length; i++) {
        byte[] hash = Base64.getDecoder().decode(head[i]);
        if (hash.length != Hashes.LENGTH) {
          throw new IllegalArgumentException("a hash has 32 bytes");
        }
        proof.add(hash);
      }
      long old = Long.parseLong(head[0].substring(4));
      return new Request(old, proof, Checkpoint.read(body.substring(end + 2)));
    }
  }

  /** The request that {@link #addCheckpoint} reads. */
  public static String request(long old, List<byte[]> proof, Checkpoint checkpoint) {
    var body = new StringBuilder("old " + old + "\n");
    proof.forEach(hash -> body.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
    return body.append('\n').append(checkpoint.note()).toString();
  }
}
