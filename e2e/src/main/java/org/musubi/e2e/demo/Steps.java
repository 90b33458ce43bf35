package org.musubi.e2e.demo;

import java.io.PrintStream;
import java.util.concurrent.Callable;

/** Prints each step with what happened and how long it took. */
final class Steps {
  private final PrintStream out;
  private int failures;
  private volatile boolean silent;
  private int number;

  Steps(PrintStream out) {
    this.out = out;
  }

  /** What a step found, in a line each. */
  record Found<T>(T value, String... lines) {}

  /** A step that did not do what it should; the words say what came instead. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    Failed(String words) {
      super(words);
    }
  }

  /**
   * Does a step.
   *
   * @throws Failed when it failed; printed already
   */
  <T> T step(String japanese, String english, Callable<Found<T>> work) throws Failed {
    number++;
    long start = System.nanoTime();
    try {
      var found = work.call();
      print("✓", japanese, english, start);
      for (var line : found.lines()) {
        out.println("       " + line);
      }
      return found.value();
    } catch (Exception e) {
      failures++;
      String words = Words.of(e);
      if (!silent) {
        print("✗", japanese, english, start);
        words.lines().forEach(line -> out.println("       " + line));
      }
      throw new Failed(words);
    }
  }

  /** Everything is being stopped: what fails from now on fails because of that. */
  void silence() {
    silent = true;
  }

  boolean isSilent() {
    return silent;
  }

  int failures() {
    return failures;
  }

  private void print(String sign, String japanese, String english, long start) {
    out.printf(
        " %s %2d  %s / %s  (%,d ms)%n",
        sign, number, japanese, english, (System.nanoTime() - start) / 1_000_000);
  }
}
