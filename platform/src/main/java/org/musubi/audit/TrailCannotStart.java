package org.musubi.audit;

/**
 * Why the trail, and with it the platform, does not start; for the person who must act: English,
 * then Japanese, and where to read on.
 */
public final class TrailCannotStart extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final String RUNBOOK = "docs/operations/audit-log.md";

  TrailCannotStart(String english, String japanese) {
    super(text(english, japanese));
  }

  TrailCannotStart(String english, String japanese, Throwable cause) {
    super(text(english, japanese), cause);
  }

  private static String text(String english, String japanese) {
    return "The audit trail does not start: "
        + english
        + "\n証跡管理機能を開始できません: "
        + japanese
        + "\nRunbook (手順書): "
        + RUNBOOK;
  }
}
