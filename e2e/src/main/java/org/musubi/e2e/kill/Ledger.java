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

  /** How many acts were acknowledged. */
  record Count(int documents, int reads, int statements) {
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
  private int reads;
  private int statements;
  private boolean given = true;
  private boolean inDoubt;

  synchronized void stored(Community community, Submission submission) {
    documents.add(
        new Stored(community, submission.uniqueId(), Received.sha256(submission.content())));
  }

  /** A document arrived whole: its release must be on record. */
  synchronized void read() {
    reads++;
  }

  /** A statement is about to be made: until it is acknowledged, either state is right. */
  synchronized void saying() {
    inDoubt = true;
  }

  /** The page confirmed the statement. */
  synchronized void said(boolean yes) {
    given = yes;
    inDoubt = false;
    statements++;
  }

  synchronized List<Stored> documents() {
    return List.copyOf(documents);
  }

  synchronized Count count() {
    return new Count(documents.size(), reads, statements);
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
