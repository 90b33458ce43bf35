package org.musubi.gateway.iti20;

/** Makes what others wrote fit for the trail: printable, of bounded length, never half a letter. */
final class Legible {
  private Legible() {}

  /**
   * The same in at most so many characters; control characters become blanks, broken surrogates
   * U+FFFD, and an ellipsis ends what is cut. Empty when nothing is left.
   */
  static String of(String written, int longest) {
    var shown = new StringBuilder(Math.min(written.length(), longest));
    var text = written.strip();
    for (int i = 0; i < text.length(); ) {
      int letter = text.codePointAt(i);
      i += Character.charCount(letter);
      boolean broken = letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE;
      int fit = broken ? 0xFFFD : Character.isISOControl(letter) ? ' ' : letter;
      boolean last = i >= text.length();
      if (shown.length() + Character.charCount(fit) > (last ? longest : longest - 1)) {
        return shown.append('…').toString();
      }
      shown.appendCodePoint(fit);
    }
    return shown.toString().strip();
  }

  /** Whether it is longer than that. */
  static boolean isCut(String written, int longest) {
    return written.strip().length() > longest;
  }
}
