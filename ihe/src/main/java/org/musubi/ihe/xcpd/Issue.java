package org.musubi.ihe.xcpd;

import java.util.Arrays;
import java.util.Optional;

/** Why a community could not answer (ITI TF-2 Table 3.55.4.2.2.7-1). */
public enum Issue {
  RESPONDER_BUSY("ResponderBusy"),
  ANSWER_NOT_AVAILABLE("AnswerNotAvailable"),
  INTERNAL_ERROR("InternalError");

  private final String code;

  Issue(String code) {
    this.code = code;
  }

  /** The wire form. */
  public String code() {
    return code;
  }

  static Optional<Issue> of(String code) {
    return Arrays.stream(values()).filter(value -> value.code.equals(code)).findFirst();
  }
}
