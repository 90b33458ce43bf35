package org.musubi.ihe.xcpd;

/** Whether a community knows where else a patient has data (ITI TF-2 3.55.4.2.2.5). */
public enum HealthDataLocator {
  /** It answers ITI-56 for this patient. */
  SUPPORTED("SupportsHealthDataLocator"),
  /** It does not. */
  NOT_SUPPORTED("NotHealthDataLocator");

  private final String code;

  HealthDataLocator(String code) {
    this.code = code;
  }

  /** The wire form. */
  public String code() {
    return code;
  }

  /** Anything that does not say it supports it, does not. */
  static HealthDataLocator of(String code) {
    return code.equals(SUPPORTED.code) ? SUPPORTED : NOT_SUPPORTED;
  }
}
