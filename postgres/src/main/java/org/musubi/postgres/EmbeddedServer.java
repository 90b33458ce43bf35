package org.musubi.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * One PostgreSQL of our own on a data directory, on loopback, with a password that only the
 * directory's owner can read. Durable: fsync and data checksums are on. A server that a killed
 * process left behind is stopped before a new one starts; a directory that a living process holds
 * is refused. A server that ends without being told to is started again on the same port.
 */
public final class EmbeddedServer implements AutoCloseable {
  /** The one role, owner of all databases. */
  private static final String USER = "musubi";

  private final Watch watch;
  private final FileChannel owner;
  private final String password;
  private final Path directory;
  private final ServerLog log;

  private EmbeddedServer(
      Watch watch, FileChannel owner, String password, Path directory, ServerLog log) {
    this.watch = watch;
    this.owner = owner;
    this.password = password;
    this.directory = directory;
    this.log = log;
  }

  /**
   * Starts the server and waits until it answers; makes the directory, the cluster and a database
   * {@code musubi} when they are not there.
   *
   * @throws CannotStart with words for the person who must act
   */
  public static EmbeddedServer start(Path directory) {
    return start(directory, cache());
  }

  static EmbeddedServer start(Path named, Path cache) {
    Path directory = named.toAbsolutePath().normalize();
    try {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      var owner = hold(directory);
      try {
        String password = password(directory.resolve("password"));
        Path home = Binaries.in(cache);
        var account = Account.choose();
        int port = Postmaster.freePort();
        var log = ServerLog.from(directory.resolve(Postmaster.LOG));
        var watch =
            Watch.begin(
                () -> Postmaster.start(directory, home, account, USER, password, port),
                owner::isOpen);
        return new EmbeddedServer(watch, owner, password, directory, log);
      } catch (IOException | RuntimeException e) {
        owner.close();
        throw e;
      }
    } catch (IOException e) {
      if (DatabaseFailure.isFullDisk(e)
          || Files.isDirectory(directory) && DiskSpace.isFull(directory)) {
        throw DiskSpace.full(directory, e);
      }
      throw new CannotStart(
          "The database directory " + directory + " cannot be used: no space, or no permission.",
          "データベース用のディレクトリ " + directory + " を使用できません。空き容量と権限を確認してください。",
          e);
    }
  }

  /** Why work with this server failed, in words for the person who must act. */
  public CannotStart explain(Throwable failure) {
    if (DatabaseFailure.isFullDisk(failure) || log.namesFullDisk() || DiskSpace.isFull(directory)) {
      return DiskSpace.full(directory, failure);
    }
    String words = DatabaseFailure.words(failure, DatabaseFailure.cause(failure));
    return new CannotStart(
        "The database under "
            + directory
            + " cannot be used: "
            + words
            + "\nIts log: "
            + log.file(),
        directory + " のデータベースを使用できません。詳細は " + log.file() + " にあります。",
        failure);
  }

  /** JDBC URL of the named database. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + watch.postmaster().port() + "/" + database;
  }

  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  public int port() {
    return watch.postmaster().port();
  }

  /** Process id of the postmaster; another one after it had to be started again. */
  public long pid() {
    return watch.postmaster().pid();
  }

  /**
   * Stops the server. There is no hook at the end of the process: whoever started it knows what
   * still needs the database, and closes it last; one that is forgotten is ended at the next start.
   */
  @Override
  public synchronized void close() {
    watch.end();
    try {
      owner.close();
    } catch (IOException e) {
      // The lock goes with the process in any case.
    }
  }

  private static FileChannel hold(Path directory) throws IOException {
    var channel =
        FileChannel.open(
            directory.resolve("owner.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held inside this very process: refused like any other holder.
    }
    channel.close();
    throw new CannotStart(
        "The data directory "
            + directory
            + " is in use by another Musubi that is still running. End that one first, or use --data.",
        "データディレクトリ " + directory + " は、起動中の別の Musubi が使用しています。先に終了するか、--data で別の場所を指定してください。");
  }

  private static String password(Path file) throws IOException {
    if (!Files.exists(file)) {
      var random = new byte[24];
      new SecureRandom().nextBytes(random);
      var fresh =
          Files.createTempFile(
              file.getParent(),
              "password",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, HexFormat.of().formatHex(random));
      Files.move(fresh, file);
    }
    return Files.readString(file).strip();
  }

  private static Path cache() {
    String named = System.getenv("MUSUBI_CACHE");
    return named != null && !named.isBlank()
        ? Path.of(named)
        : Path.of(System.getProperty("user.home", "."), ".cache", "musubi");
  }

  /** Settings that differ from PostgreSQL's own; sized for a platform that shares its machine. */
  static List<String> settings(int port) {
    return List.of(
        "port=" + port,
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "max_connections=60",
        "shared_buffers=48MB",
        "dynamic_shared_memory_type=posix",
        "max_wal_size=512MB",
        "io_method=sync",
        "jit=off",
        "fsync=on",
        "synchronous_commit=on",
        "full_page_writes=on",
        "log_timezone=Asia/Tokyo",
        "timezone=UTC",
        "log_statement=none",
        "log_error_verbosity=terse",
        "log_min_error_statement=panic",
        "log_parameter_max_length=0",
        "log_parameter_max_length_on_error=0");
  }
}
