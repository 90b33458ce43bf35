package org.musubi.gateway.exchange;

/** A failure as the application log may hold it: where, and of which kind, without its words. */
public final class Breakage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private Breakage(String kind, StackTraceElement[] where) {
    super(kind, null, false, true);
    setStackTrace(where);
  }

  /** The words of a failure may quote values of a message or of the database: they stay out. */
  public static Breakage of(Throwable failure) {
    return new Breakage(failure.getClass().getName(), failure.getStackTrace());
  }
}
