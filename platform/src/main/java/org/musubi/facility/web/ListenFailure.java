package org.musubi.facility.web;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why a door cannot be opened in words instead of a stack trace. */
class ListenFailure extends AbstractFailureAnalyzer<CannotListen> {
  @Override
  protected FailureAnalysis analyze(Throwable root, CannotListen cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
  }
}
