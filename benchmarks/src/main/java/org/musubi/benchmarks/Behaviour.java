package org.musubi.benchmarks;

/** How a stub responder behaves; the community's name carries it: {@code c03-hang}. */
enum Behaviour {
  GOOD,
  /** Answers after 800 ms. */
  SLOW,
  /** Takes the request and never answers. */
  HANG,
  /** Resets the connection after the request. */
  RESET,
  /** Answers HTTP 200 with something that is no XML. */
  GARBAGE,
  /** Answers with more than any community may send. */
  HUGE;

  static Behaviour of(String name) {
    int dash = name.indexOf('-');
    return dash < 0 ? GOOD : valueOf(name.substring(dash + 1).toUpperCase(java.util.Locale.ROOT));
  }
}
