package org.musubi.tlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * The real disk without waiting for it, but at step {@code when} something happens. A power cut
 * keeps what was forced, and of the rest a part: the file is cut at a place between what was forced
 * and what was written.
 */
final class FaultyDisk implements Disk {
  enum Fault {
    POWER_CUT,
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
  private final Map<FaultyFile, Path> open = new HashMap<>();
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
    if (fault == Fault.POWER_CUT) {
      dead = true;
      for (var file : open.keySet()) {
        file.losePart();
      }
      throw new PowerCut();
    }
    return true;
  }

  @Override
  public File open(Path file) throws IOException {
    if (step("open " + file.getFileName())) {
      throw new IOException("injected");
    }
    var opened = new FaultyFile(real.open(file), file.getFileName().toString());
    open.put(opened, file);
    return opened;
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    if (step("move " + to.getFileName())) {
      throw new IOException("injected");
    }
    real.move(from, to);
  }

  @Override
  public void forceDirectory(Path folder) throws IOException {
    if (step("force folder")) {
      throw new IOException("injected");
    }
  }

  private final class FaultyFile implements File {
    private final File file;
    private final String name;
    private long forced;
    private boolean wrote;
    private boolean closed;

    FaultyFile(File file, String name) throws IOException {
      this.file = file;
      this.name = name;
      this.forced = file.size();
    }

    void losePart() throws IOException {
      if (wrote && !closed && file.size() > forced) {
        file.truncate(forced + random.nextLong(file.size() - forced + 1));
      }
    }

    @Override
    public int read(byte[] into, int offset, int length, long position) throws IOException {
      return file.read(into, offset, length, position);
    }

    @Override
    public void write(byte[] from, int offset, int length, long position) throws IOException {
      wrote = true;
      if (fault == Fault.POWER_CUT) {
        file.write(from, offset, length, position);
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
      forced = file.size();
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
      forced = Math.min(forced, size);
    }

    @Override
    public void close() throws IOException {
      closed = true;
      file.close();
    }
  }
}
