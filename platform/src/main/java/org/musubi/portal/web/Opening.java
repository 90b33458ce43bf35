package org.musubi.portal.web;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.musubi.gateway.Released;

/** One document that is being fetched, or was. */
final class Opening {
  private final CompletableFuture<Released> fetched = new CompletableFuture<>();

  void is(Released released) {
    fetched.complete(released);
  }

  void failed(Throwable why) {
    fetched.completeExceptionally(why);
  }

  boolean isComing() {
    return !fetched.isDone();
  }

  /** Bytes that it holds; 0 while it is coming. */
  long size() {
    return fetched.isDone()
            && !fetched.isCompletedExceptionally()
            && fetched.join() instanceof Released.Document here
        ? here.content().size()
        : 0;
  }

  /** Does this with what was fetched, now or when it comes; never when fetching it failed. */
  void whenHere(Consumer<Released> then) {
    var unused = fetched.thenAccept(then);
  }

  /** Waits; false when it is not here by then. */
  boolean isHereWithin(Duration patience) {
    try {
      fetched.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      // It is here, as a failure: whoever takes it hears of it.
      return true;
    }
    return true;
  }

  /**
   * What was fetched.
   *
   * @throws RuntimeException what fetching it threw
   */
  Released released() {
    try {
      return fetched.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException why) {
        throw why;
      }
      throw e;
    }
  }
}
