package org.musubi;

import org.musubi.postgres.CannotStart;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why the database cannot start in words instead of a stack trace. */
class StartFailure extends AbstractFailureAnalyzer<CannotStart> {
  @Override
  protected FailureAnalysis analyze(Throwable root, CannotStart cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
  }
}
