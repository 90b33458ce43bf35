package org.musubi.facility;

import org.musubi.facility.ca.AuthorityLost;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says that the CA's key and the database do not fit, in words instead of a stack trace. */
class AuthorityFailure extends AbstractFailureAnalyzer<AuthorityLost> {
  @Override
  protected FailureAnalysis analyze(Throwable root, AuthorityLost cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
  }
}
