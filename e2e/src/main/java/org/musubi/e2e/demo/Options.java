package org.musubi.e2e.demo;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.musubi.e2e.harness.Ports;
import org.musubi.e2e.harness.Program;
import org.musubi.e2e.harness.Trouble;

/**
 * What the command line says.
 *
 * @param once end after the job
 * @param data where everything is kept
 * @param portBase see {@link Ports#from}
 * @param broken what to break; null = nothing
 * @param renew only write the export anew, for a demo that runs already
 * @param export where to write what a foreign peer needs; null = nowhere
 */
record Options(
    boolean once,
    Path data,
    int portBase,
    @Nullable Break broken,
    @Nullable Path export,
    boolean renew) {
  /** What the demo can break on purpose. */
  enum Break {
    REGION,
    CONSENT,
    CERTIFICATE,
    AUDIT,
    ASSERTION;

    static Break parse(String word) {
      return Arrays.stream(values())
          .filter(each -> each.name().equals(word.toUpperCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(() ->
              new Trouble(
                  "--break takes region, consent, certificate, audit or assertion.",
                  "--break には region・consent・certificate・audit・assertion のいずれかを指定してください。"));
    }
  }

  Optional<Break> toBreak() {
    return Optional.ofNullable(broken);
  }

  Path exportOrFail() {
    if (export == null) {
      throw new Trouble(
          "--assertion needs --export DIR, where the signed requests lie.",
          "--assertion には --export で出力先を指定してください。");
    }
    return export;
  }

  static Options parse(String... arguments) {
    boolean once = false;
    Path data = Program.root().resolve("var/demo");
    int portBase = Ports.DEFAULT_BASE;
    Break broken = null;
    Path export = null;
    boolean renew = false;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--once" -> once = true;
        case "--data" -> data = Path.of(value(arguments, ++i));
        case "--port-base" -> portBase = number(value(arguments, ++i));
        case "--break" -> broken = Break.parse(value(arguments, ++i));
        case "--assertion" -> renew = true;
        case "--export" -> export = Path.of(value(arguments, ++i));
        default ->
            throw new Trouble(
                "demo does not know \"" + arguments[i] + "\"; ./musubi help lists what it knows.",
                "demo に「" + arguments[i] + "」という指定はありません。./musubi help をご覧ください。");
      }
    }
    return new Options(once || broken != null, data, portBase, broken, export, renew);
  }

  private static String value(String[] arguments, int i) {
    if (i >= arguments.length) {
      throw new Trouble(arguments[i - 1] + " needs a value.", arguments[i - 1] + " には値の指定が必要です。");
    }
    return arguments[i];
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new Trouble("\"" + text + "\" is no number.", "「" + text + "」は数値ではありません。", e);
    }
  }
}
