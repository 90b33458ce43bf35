package org.musubi.e2e.kill;

import java.util.ArrayList;
import java.util.List;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.wire.Received;
import org.musubi.e2e.wire.Submission;

/** What was acknowledged. Kept in the memory of a process that is never killed. */
final class Ledger {
  /** A document whose registration was answered with Success. */
  record Stored(Community community, String uniqueId, String sha256) {}

  /**
   * A release that arrived whole.
   *
   * @param assertion id of the assertion it was asked with, which no other reading has
   * @param sha256 of what arrived
   */
  record Read(String assertion, String sha256) {}

  /** How many acts were acknowledged. */
  record Count(int documents, int reads, int statements) {
    static final Count NONE = new Count(0, 0, 0);

    Count since(Count before) {
      return new Count(
          documents - before.documents, reads - before.reads, statements - before.statements);
    }

    int least() {
      return Math.min(documents, Math.min(reads, statements));
    }

    int all() {
      return documents + reads + statements;
    }
  }

  private final List<Stored> documents = new ArrayList<>();
  private final List<Read> reads = new ArrayList<>();
  private final List<String> statements = new ArrayList<>();
  private boolean given = true;
  private boolean inDoubt;

  synchronized void stored(Community community, Submission submission) {
    documents.add(
        new Stored(community, submission.uniqueId(), Received.sha256(submission.content())));
  }

  /** A document arrived whole: its release must be on record. */
  synchronized void read(String assertion, String sha256) {
    reads.add(new Read(assertion, sha256));
  }

  /** A statement is about to be made: until it is acknowledged, either state is right. */
  synchronized void saying() {
    inDoubt = true;
  }

  /** The page confirmed the statement with the number of its act. */
  synchronized void said(boolean yes, String act) {
    given = yes;
    inDoubt = false;
    statements.add(act);
  }

  synchronized List<Stored> documents() {
    return List.copyOf(documents);
  }

  synchronized Count count() {
    return new Count(documents.size(), reads.size(), statements.size());
  }

  /** The reads acknowledged since. */
  synchronized List<Read> reads(Count since) {
    return List.copyOf(reads.subList(since.reads(), reads.size()));
  }

  /** The acts of the statements acknowledged since. */
  synchronized List<String> statements(Count since) {
    return List.copyOf(statements.subList(since.statements(), statements.size()));
  }

  synchronized boolean contradicts(boolean shown) {
    return !inDoubt && shown != given;
  }

  /** What the page shows now is settled, whichever way the doubt fell. */
  synchronized void settle(boolean shown) {
    given = shown;
    inDoubt = false;
  }

  synchronized boolean given() {
    return given;
  }
}
