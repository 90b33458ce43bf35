package org.musubi.e2e.demo;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.musubi.e2e.harness.Progress;

/**
 * Prints how far a start is: a line for each process that serves, and on a terminal a running line
 * with the seconds that it has taken so far.
 */
final class StartLines implements Progress, AutoCloseable {
  private static final long SECOND = 1_000;

  private final PrintStream out;
  private final boolean terminal;
  private final Map<String, Long> waiting = new LinkedHashMap<>();
  private final Thread ticking =
      Thread.ofPlatform().daemon().name("progress").unstarted(this::tick);

  StartLines(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
    if (terminal) {
      ticking.start();
    }
  }

  /** For whoever started this program. */
  static StartLines to(PrintStream out) {
    var console = System.console();
    return new StartLines(out, console != null && console.isTerminal());
  }

  @Override
  public synchronized void ended(String name, long pid) {
    line("前回の実行で残っていたプロセスを終了 / ended what an earlier run left: " + name + " (" + pid + ")");
  }

  @Override
  public synchronized void starts(String name) {
    waiting.put(name, System.nanoTime());
    if (!terminal) {
      line("起動しています / starting: " + name);
    }
  }

  @Override
  public synchronized void serves(String name) {
    Long since = waiting.remove(name);
    line("起動しました / serves: " + name + " (" + seconds(since) + " s)");
  }

  /** No more running line; what it showed is cleared away. */
  @Override
  public synchronized void close() {
    ticking.interrupt();
    waiting.clear();
    if (terminal) {
      out.print("\r\033[K");
    }
  }

  private void line(String words) {
    out.println((terminal ? "\r\033[K" : "") + "    … " + words);
  }

  private void tick() {
    try {
      while (true) {
        show();
        Thread.sleep(SECOND);
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private synchronized void show() {
    if (!waiting.isEmpty() && !ticking.isInterrupted()) {
      var oldest = waiting.values().iterator().next();
      out.print(
          "\r\033[K    … 起動しています / starting: "
              + String.join(", ", waiting.keySet())
              + "  "
              + seconds(oldest)
              + " s");
      out.flush();
    }
  }

  private static long seconds(@org.jspecify.annotations.Nullable Long since) {
    return since == null ? 0 : (System.nanoTime() - since) / 1_000_000_000;
  }
}
