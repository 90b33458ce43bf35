package org.musubi.ihe.xua;

/** What a check of an assertion found. */
public sealed interface Verdict {
  /** The assertion holds in every point. */
  record Verified(Claims claims) implements Verdict {}

  /** It does not; nothing it says may be used. */
  record Refused(Reason reason) implements Verdict {}
}
