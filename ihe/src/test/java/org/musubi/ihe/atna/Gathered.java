package org.musubi.ihe.atna;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An inbox that keeps what it gets; a test waits for what it expects, never for a time. */
class Gathered implements Inbox {
  final LinkedBlockingQueue<Received> messages = new LinkedBlockingQueue<>();
  final LinkedBlockingQueue<String> reasons = new LinkedBlockingQueue<>();

  @Override
  public void take(Received received) throws Exception {
    messages.add(received);
  }

  @Override
  public void failed(Failure failure) {
    reasons.add(failure.reason());
  }

  Received next() throws InterruptedException {
    return expected(messages);
  }

  String reason() throws InterruptedException {
    return expected(reasons);
  }

  private static <T> T expected(LinkedBlockingQueue<T> queue) throws InterruptedException {
    var next = queue.poll(30, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came");
    }
    return next;
  }
}
