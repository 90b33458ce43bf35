package org.musubi.tlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The real disk without waiting for it, but at step {@code when} something happens. A power cut
 * keeps what was forced, and of the rest a part: a file, open or closed, is cut at a place between
 * what was forced and what was written, and a name that was changed or made since the last force of
 * its folder has the old content, none or the new one.
 */
final class FaultyDisk implements Disk {
  enum Fault {
    POWER_CUT,
    /** The process ends; what it wrote stays. */
    KILLED,
    FAILED_CALL,
    DISK_FULL
  }

  /** Without any fault. */
  static FaultyDisk faultless() {
    return new FaultyDisk(Fault.FAILED_CALL, -1, 0);
  }

  /** Stands for the end of the process; no code may catch it. */
  static final class PowerCut extends Error {
    private static final long serialVersionUID = 1;
  }

  private final Disk real = Disk.real();
  private final Fault fault;
  private final Random random;
  private final Map<Path, Long> forced = new TreeMap<>();
  private final Map<Path, byte[]> before = new TreeMap<>();
  private long when;
  private boolean dead;
  String hit = "";

  FaultyDisk(Fault fault, long when, long seed) {
    this.fault = fault;
    this.when = when;
    this.random = new Random(seed);
  }

  /** From now on the fault comes after so many more steps. */
  void arm(long steps) {
    when = steps;
    hit = "";
  }

  boolean happened() {
    return !hit.isEmpty();
  }

  private boolean step(String what) throws IOException {
    if (dead) {
      throw new PowerCut();
    }
    if (when-- != 0) {
      return false;
    }
    hit = what;
    if (fault == Fault.KILLED) {
      dead = true;
      throw new PowerCut();
    }
    if (fault == Fault.POWER_CUT) {
      dead = true;
      losePart();
      throw new PowerCut();
    }
    return true;
  }

  private void losePart() throws IOException {
    for (var file : forced.entrySet()) {
      var path = file.getKey();
      long kept = file.getValue();
      if (Files.exists(path) && Files.size(path) > kept) {
        try (var opened = real.open(path)) {
          opened.truncate(kept + random.nextLong(Files.size(path) - kept + 1));
        }
      }
    }
    for (var name : before.entrySet()) {
      if (random.nextBoolean()) {
        byte[] old = name.getValue();
        if (old.length == 0) {
          Files.deleteIfExists(name.getKey());
        } else {
          Files.write(name.getKey(), old);
        }
      }
    }
  }

  @Override
  public File open(Path file) throws IOException {
    if (step("open " + file.getFileName())) {
      throw new IOException("injected");
    }
    if (!Files.exists(file)) {
      before.putIfAbsent(file, new byte[0]);
    }
    var opened = real.open(file);
    forced.putIfAbsent(file, opened.size());
    return new FaultyFile(opened, file);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    if (step("move " + to.getFileName())) {
      throw new IOException("injected");
    }
    if (Files.exists(to)) {
      byte[] old = Files.readAllBytes(to);
      int kept = (int) Math.min(old.length, forced.getOrDefault(to, (long) old.length));
      before.putIfAbsent(to, Arrays.copyOf(old, kept));
    }
    real.move(from, to);
    forced.put(to, forced.getOrDefault(from, 0L));
    forced.remove(from);
    before.remove(from);
  }

  @Override
  public void delete(Path file) throws IOException {
    if (step("delete " + file.getFileName())) {
      throw new IOException("injected");
    }
    real.delete(file);
    forced.remove(file);
    before.remove(file);
  }

  @Override
  public void forceDirectory(Path folder) throws IOException {
    if (step("force folder")) {
      throw new IOException("injected");
    }
    before.keySet().removeIf(path -> folder.equals(path.getParent()));
  }

  private final class FaultyFile implements File {
    private final File file;
    private final Path path;
    private final String name;

    FaultyFile(File file, Path path) {
      this.file = file;
      this.path = path;
      this.name = path.getFileName().toString();
    }

    @Override
    public int read(byte[] into, int offset, int length, long position) throws IOException {
      return file.read(into, offset, length, position);
    }

    @Override
    public void write(byte[] from, int offset, int length, long position) throws IOException {
      if (fault == Fault.POWER_CUT) {
        file.write(from, offset, length, position);
        step("write " + name);
      } else if (fault == Fault.KILLED && when == 0) {
        file.write(from, offset, random.nextInt(length), position);
        step("write " + name);
      } else if (step("write " + name)) {
        file.write(from, offset, random.nextInt(length), position);
        throw new IOException("No space left on device (injected)");
      } else {
        file.write(from, offset, length, position);
      }
    }

    @Override
    public void force() throws IOException {
      if (step("force " + name) && fault == Fault.FAILED_CALL) {
        throw new IOException("injected");
      }
      forced.put(path, file.size());
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void truncate(long size) throws IOException {
      if (step("truncate " + name) && fault == Fault.FAILED_CALL) {
        throw new IOException("injected");
      }
      file.truncate(size);
      forced.merge(path, size, Math::min);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
