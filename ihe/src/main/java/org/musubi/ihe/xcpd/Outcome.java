package org.musubi.ihe.xcpd;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The five cases of an answer (ITI TF-2 3.55.4.2.3). */
public sealed interface Outcome {
  /**
   * Cases 1 and 2, AA and OK.
   *
   * @param matches at least one
   * @param issues what kept other communities from answering, when a hub speaks for several
   */
  record Found(List<Match> matches, Set<Issue> issues) implements Outcome {
    /**
     * @throws IllegalArgumentException when there is no match
     */
    public Found {
      matches = List.copyOf(matches);
      issues = Set.copyOf(issues);
      if (matches.isEmpty()) {
        throw new IllegalArgumentException("found means at least one match");
      }
    }
  }

  /**
   * Case 3, AA and OK: no match is sure enough, these might make one.
   *
   * @param demographics at least one
   */
  record MoreRequested(Set<Requested> demographics) implements Outcome {
    /**
     * @throws IllegalArgumentException when nothing is requested
     */
    public MoreRequested {
      demographics = Set.copyOf(demographics);
      if (demographics.isEmpty()) {
        throw new IllegalArgumentException("something is requested");
      }
    }
  }

  /**
   * Case 4, AA and NF.
   *
   * @param issues see {@link Found}
   */
  record NotFound(Set<Issue> issues) implements Outcome {
    public NotFound {
      issues = Set.copyOf(issues);
    }
  }

  /** Case 5, AE. */
  record Failed(Issue issue) implements Outcome {}

  /** One or more matches. */
  static Outcome found(List<Match> matches) {
    return new Found(matches, Set.of());
  }

  /** Nobody. */
  static Outcome notFound() {
    return new NotFound(Set.of());
  }

  /**
   * What a hub answers for several communities: every match with its own home; without a match what
   * was requested; Failed only when no community answered. Failures beside answers stay visible as
   * issues, without saying whose.
   */
  static Outcome merge(Collection<? extends Outcome> outcomes) {
    List<Match> matches = new ArrayList<>();
    Set<Issue> issues = EnumSet.noneOf(Issue.class);
    Set<Requested> requested = EnumSet.noneOf(Requested.class);
    int failed = 0;
    for (Outcome outcome : outcomes) {
      switch (outcome) {
        case Found found -> {
          matches.addAll(found.matches());
          issues.addAll(found.issues());
        }
        case MoreRequested more -> requested.addAll(more.demographics());
        case NotFound nobody -> issues.addAll(nobody.issues());
        case Failed failure -> {
          issues.add(failure.issue());
          failed++;
        }
      }
    }
    if (!matches.isEmpty()) {
      return new Found(matches, issues);
    }
    if (!requested.isEmpty()) {
      return new MoreRequested(requested);
    }
    return failed > 0 && failed == outcomes.size()
        ? new Failed(issues.iterator().next())
        : new NotFound(issues);
  }
}
