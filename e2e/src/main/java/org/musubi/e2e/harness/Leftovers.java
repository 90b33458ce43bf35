package org.musubi.e2e.harness;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Processes that run though whoever started them was killed. They are known by their command line,
 * which names the data directory: a process number in a file may be another's by now.
 */
final class Leftovers {
  private static final long PATIENCE = 20;

  private Leftovers() {}

  /** Every living process whose arguments contain all of the words. */
  static List<ProcessHandle> of(List<String> words) {
    return words.isEmpty()
        ? List.of()
        : ProcessHandle.allProcesses()
            .filter(handle -> handle.pid() != ProcessHandle.current().pid())
            .filter(handle -> arguments(handle).containsAll(words))
            .toList();
  }

  /** The Musubi that was told to listen on a port. */
  static Optional<ProcessHandle> listeningOn(int port) {
    return ProcessHandle.allProcesses()
        .filter(handle ->
            Stream.of("pages", "ihe")
                .map(door -> "--musubi." + door + ".port=" + port)
                .anyMatch(arguments(handle)::contains))
        .findFirst();
  }

  /** Whether an argument names the folder itself or something in it. */
  static boolean names(String argument, String folder) {
    return argument.endsWith("=" + folder)
        || argument.contains("=" + folder + "/")
        || argument.contains("file:" + folder + "/");
  }

  /** SIGTERM, patience, SIGKILL. */
  static void end(ProcessHandle handle) {
    handle.destroy();
    try {
      handle.onExit().get(PATIENCE, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      Node.kill(handle);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Node.kill(handle);
    }
  }

  private static List<String> arguments(ProcessHandle handle) {
    return Arrays.asList(handle.info().arguments().orElse(new String[0]));
  }
}
