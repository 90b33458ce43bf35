package org.musubi.gateway.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.musubi.audit.Circumstances;

/** Asks many at once, each on a virtual thread, and waits for none beyond the deadline. */
public final class FanOut {
  private FanOut() {}

  /**
   * Asks everyone and gives the answers in the order of the asked.
   *
   * @param question called on a thread of its own; interrupted when it is late; what it gives after
   *     that is closed, when it can be
   * @param late what stands in for an answer that did not come in time
   * @throws RuntimeException that a question threw: breakage, not an answer
   */
  public static <K, T> List<T> ask(
      List<K> asked, Until until, Function<K, T> question, Function<K, T> late) {
    if (asked.size() == 1) {
      // A question keeps the deadline by itself: a thread would only add to the time.
      return List.of(question.apply(asked.getFirst()));
    }
    var threads = new ArrayList<Thread>(asked.size());
    var futures = new ArrayList<CompletableFuture<T>>(asked.size());
    for (K one : asked) {
      var future = new CompletableFuture<T>();
      futures.add(future);
      threads.add(
          Thread.ofVirtual()
              .name("gateway-fan-out")
              .start(
                  Circumstances.carried(() -> {
                    try {
                      future.complete(question.apply(one));
                    } catch (RuntimeException | Error broken) {
                      future.completeExceptionally(broken);
                    }
                  })));
    }
    var answers = new ArrayList<T>(asked.size());
    boolean whole = false;
    try {
      for (int i = 0; i < asked.size(); i++) {
        answers.add(await(futures.get(i), until, asked.get(i), late));
      }
      whole = true;
    } finally {
      threads.forEach(Thread::interrupt);
      if (!whole) {
        // Nobody gets the others' answers: neither those that are here, nor those still to come.
        futures.forEach(future -> {
          var unused = future.thenAccept(FanOut::giveUp);
        });
      }
    }
    return answers;
  }

  /** The same with at most so many at once; the others wait for their turn, within the deadline. */
  public static <K, T> List<T> ask(
      List<K> asked, int atOnce, Until until, Function<K, T> question, Function<K, T> late) {
    if (asked.size() <= atOnce) {
      return ask(asked, until, question, late);
    }
    var turns = new Semaphore(atOnce);
    return ask(
        asked,
        until,
        one -> {
          try {
            turns.acquire();
          } catch (InterruptedException tooLate) {
            Thread.currentThread().interrupt();
            return late.apply(one);
          }
          try {
            return question.apply(one);
          } finally {
            turns.release();
          }
        },
        late);
  }

  private static <K, T> T await(
      CompletableFuture<T> future, Until until, K asked, Function<K, T> late) {
    try {
      return future.get(until.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException tooLate) {
      var unused = future.thenAccept(FanOut::giveUp);
      return late.apply(asked);
    } catch (InterruptedException stopping) {
      var unused = future.thenAccept(FanOut::giveUp);
      Thread.currentThread().interrupt();
      return late.apply(asked);
    } catch (ExecutionException broken) {
      if (broken.getCause() instanceof RuntimeException own) {
        throw own;
      }
      throw new IllegalStateException("a question broke", broken.getCause());
    }
  }

  /** What comes after the deadline is nobody's: what it holds is given back. */
  private static void giveUp(Object answer) {
    if (answer instanceof AutoCloseable held) {
      try {
        held.close();
      } catch (Exception ignored) {
        // it is being given up
      }
    }
  }
}
