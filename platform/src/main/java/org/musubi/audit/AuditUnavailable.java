package org.musubi.audit;

/** The trail cannot be written, so the act must not happen. The message names no internals. */
public class AuditUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  AuditUnavailable(String message) {
    super(message);
  }

  AuditUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
