package org.musubi;

import org.jspecify.annotations.Nullable;
import org.musubi.postgres.DatabaseFailure;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says what is wrong with the database, or the disk, in words instead of a stack trace. */
class StartFailure implements FailureAnalyzer {
  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    return DatabaseFailure.words(failure)
        .map(words -> new FailureAnalysis(words, null, failure))
        .orElse(null);
  }
}
