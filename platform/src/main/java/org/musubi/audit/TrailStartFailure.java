package org.musubi.audit;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why the trail does not start in words instead of a stack trace. */
class TrailStartFailure extends AbstractFailureAnalyzer<TrailCannotStart> {
  @Override
  protected FailureAnalysis analyze(Throwable root, TrailCannotStart cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
  }
}
