package org.musubi.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Under whom PostgreSQL runs. It refuses root, so root hands it on: to a user namespace of its own
 * where the kernel allows that, else to the account {@code nobody}, which then owns the data
 * directory.
 */
record Account(List<String> prefix, boolean owns) {
  static Account choose() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return new Account(List.of(), false);
    }
    if (works(List.of("unshare", "-U"))) {
      return new Account(List.of("unshare", "-U"), false);
    }
    var nobody = List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");
    if (works(nobody)) {
      return new Account(nobody, true);
    }
    throw new CannotStart(
        "PostgreSQL does not run as root, and this machine allows root neither a user namespace nor another account."
            + " Start Musubi as an ordinary user, or name a PostgreSQL with musubi.database.url.",
        "PostgreSQL は root では動作せず、この環境では別の利用者への切り替えも許可されていません。"
            + "一般の利用者で起動するか、musubi.database.url で既存の PostgreSQL を指定してください。");
  }

  /** The command as this account runs it. */
  List<String> running(Path program, List<String> arguments) {
    var command = new ArrayList<>(prefix);
    command.add(program.toString());
    command.addAll(arguments);
    return command;
  }

  /** Gives the directory to the account where it needs that. */
  void take(Path directory) throws IOException {
    if (owns) {
      var nobody =
          directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
      try (Stream<Path> all = Files.walk(directory)) {
        for (var path : (Iterable<Path>) all::iterator) {
          Files.setOwner(path, nobody);
        }
      }
    }
  }

  private static boolean works(List<String> prefix) {
    var command = new ArrayList<>(prefix);
    command.add("true");
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
