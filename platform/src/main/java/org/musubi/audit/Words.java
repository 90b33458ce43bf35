package org.musubi.audit;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What free text is looked for in: identifiers, proofs, details and reasons of an event, folded
 * (NFKC, lower case) and cut into words; never the patient. A word is what stands between blanks,
 * and again each part of it between separators such as colon and slash; it is found by its
 * beginning, of which 100 letters count. Japanese has no blanks: its text is cut into overlapping
 * pairs of letters, all of which must be there. Of what is closed in the entry the index holds a
 * token of each word only, so such a word is found whole, not by its beginning.
 */
final class Words {
  private static final int LONGEST = 100;
  private static final int MOST = 4_000;
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}　]+");
  private static final Pattern PART =
      Pattern.compile(
          "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー々]+"
              + "|[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー々:/^&@=,;()\\[\\]\"'<>|{}「」、。]+");

  private Words() {}

  /**
   * The words of an event: at most 4000, what is beyond cannot be found by free text.
   *
   * @param clear what of it stands in the entry for everybody
   * @param closed makes the token of a word
   */
  static Set<String> of(Entry.Event entry, Entry.Event clear, UnaryOperator<String> closed) {
    var open = words(texts(clear));
    var words = new LinkedHashSet<>(open);
    if (entry != clear) {
      words(texts(entry)).stream()
          .filter(word -> !open.contains(word))
          .map(closed)
          .forEach(words::add);
    }
    return words.stream().limit(MOST).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Set<String> words(List<String> texts) {
    return texts.stream()
        .flatMap(text -> terms(text).stream())
        .flatMap(term -> forms(term).stream())
        .limit(MOST)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<String> texts(Entry.Event entry) {
    var event = entry.event();
    var texts = new ArrayList<@Nullable String>();
    var actor = event.actor();
    texts.add(event.act().toString());
    texts.add(actor.memberProof());
    texts.add(actor.facilityProof());
    if (actor.person() != null) {
      texts.add(actor.person().issuer());
      texts.add(actor.person().subject());
    }
    texts.add(actor.personProof());
    texts.add(event.reason());
    texts.add(entry.circumstances().address());
    texts.add(entry.circumstances().device());
    texts.addAll(event.details().values());
    for (var what : event.what()) {
      if (what.kind() == What.Kind.PATIENT_IDENTIFIER) {
        continue;
      }
      texts.add(what.identifier());
      texts.add(what.home());
      texts.add(what.sha256());
    }
    return texts.stream().flatMap(Stream::ofNullable).toList();
  }

  /**
   * The question that finds what holds every word of {@code text}, as PostgreSQL writes a tsquery;
   * empty when the text has no word.
   */
  static String question(String text, UnaryOperator<String> closed) {
    return terms(text).stream()
        .map(term -> question1(term, closed))
        .collect(Collectors.joining(" & "));
  }

  private static String question1(String term, UnaryOperator<String> closed) {
    String whole = either(term, closed);
    var parts = parts(term);
    return parts.isEmpty() || parts.equals(List.of(term))
        ? whole
        : "("
            + whole
            + " | ("
            + String.join(" & ", parts.stream().map(part -> either(part, closed)).toList())
            + "))";
  }

  /** In the clear by its beginning, closed by its token. */
  private static String either(String word, UnaryOperator<String> closed) {
    return "('"
        + word.replace("\\", "\\\\").replace("'", "''")
        + "':* | '"
        + closed.apply(word)
        + "')";
  }

  private static List<String> terms(String text) {
    var folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return BLANKS
        .splitAsStream(folded)
        .filter(term -> !term.isEmpty())
        .map(term -> term.length() > LONGEST ? term.substring(0, LONGEST) : term)
        .toList();
  }

  private static Set<String> forms(String term) {
    var forms = new LinkedHashSet<String>();
    forms.add(term);
    forms.addAll(parts(term));
    return forms;
  }

  private static List<String> parts(String term) {
    return PART.matcher(term)
        .results()
        .map(part -> part.group())
        .flatMap(part -> isJapanese(part) ? pairs(part).stream() : List.of(part).stream())
        .toList();
  }

  private static boolean isJapanese(String part) {
    int first = part.codePointAt(0);
    var script = Character.UnicodeScript.of(first);
    return script == Character.UnicodeScript.HAN
        || script == Character.UnicodeScript.HIRAGANA
        || script == Character.UnicodeScript.KATAKANA
        || first == 'ー';
  }

  private static List<String> pairs(String text) {
    int[] letters = text.codePoints().toArray();
    var pairs = new ArrayList<String>();
    for (int i = 0; i + 1 < letters.length; i++) {
      pairs.add(new String(letters, i, 2));
    }
    return pairs.isEmpty() ? List.of(text) : pairs;
  }
}
