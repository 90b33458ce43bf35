package org.musubi.e2e.demo;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
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
    var words = split(arguments);
    for (int i = 0; i < words.length; i++) {
      switch (words[i]) {
        case "--once" -> once = true;
        case "--data" -> data = Path.of(value(words, ++i));
        case "--port-base" -> portBase = number(value(words, ++i));
        case "--break" -> broken = Break.parse(value(words, ++i));
        case "--assertion" -> renew = true;
        case "--export" -> export = Path.of(value(words, ++i));
        default ->
            throw new Trouble(
                "demo does not know \"" + words[i] + "\"; ./musubi help lists what it knows.",
                "demo に「" + words[i] + "」という指定はありません。./musubi help をご覧ください。");
      }
    }
    if (broken != null && export != null) {
      throw new Trouble(
          "--break ends everything at once, so there is nothing to export: leave one of the two out.",
          "--break では最後にすべて停止するため、--export は同時に指定できません。");
    }
    if (renew && (once || broken != null)) {
      throw new Trouble(
          "--assertion only signs the requests of a running demo anew; leave --once and --break out.",
          "--assertion は起動中の実演環境の要求に署名し直す指定です。--once・--break とは同時に指定できません。");
    }
    return new Options(once || broken != null, data, portBase, broken, export, renew);
  }

  /** {@code --key=value} is {@code --key value}. */
  private static String[] split(String... arguments) {
    return Arrays.stream(arguments)
        .flatMap(word ->
            word.matches("--[a-z-]+=.*") ? Arrays.stream(word.split("=", 2)) : Stream.of(word))
        .toArray(String[]::new);
  }

  private static String value(String[] arguments, int i) {
    if (i >= arguments.length || arguments[i].isBlank() || arguments[i].startsWith("--")) {
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
