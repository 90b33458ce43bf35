package org.musubi.audit;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What free text is looked for in: identifiers, proofs, details and reasons of an event, folded
 * (NFKC, lower case) and cut into words; never the patient. A word is what stands between blanks,
 * and again each part of it between separators such as colon and slash; it is found by its
 * beginning, of which 100 letters count. Japanese has no blanks: its text is cut into overlapping
 * pairs of letters, all of which must be there.
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

  /** The words of an event: at most 4000, what is beyond cannot be found by free text. */
  static Set<String> of(AuditEvent event) {
    var texts = new ArrayList<String>();
    var actor = event.actor();
    texts.add(event.act().toString());
    texts.add(actor.memberProof());
    if (actor.facilityProof() != null) {
      texts.add(actor.facilityProof());
    }
    if (actor.person() != null) {
      texts.add(actor.person().issuer());
      texts.add(actor.person().subject());
    }
    if (actor.personProof() != null) {
      texts.add(actor.personProof());
    }
    if (event.reason() != null) {
      texts.add(event.reason());
    }
    texts.addAll(event.details().values());
    for (var what : event.what()) {
      if (what.kind() == What.Kind.PATIENT_IDENTIFIER) {
        continue;
      }
      texts.add(what.identifier());
      if (what.home() != null) {
        texts.add(what.home());
      }
      if (what.sha256() != null) {
        texts.add(what.sha256());
      }
    }
    return texts.stream()
        .flatMap(text -> terms(text).stream())
        .flatMap(term -> forms(term).stream())
        .limit(MOST)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * The question that finds what holds every word of {@code text}, as PostgreSQL writes a tsquery;
   * empty when the text has no word.
   */
  static String question(String text) {
    return terms(text).stream().map(Words::question1).collect(Collectors.joining(" & "));
  }

  private static String question1(String term) {
    String whole = begins(term);
    var parts = parts(term);
    return parts.isEmpty() || parts.equals(List.of(term))
        ? whole
        : "("
            + whole
            + " | ("
            + String.join(" & ", parts.stream().map(Words::begins).toList())
            + "))";
  }

  private static String begins(String word) {
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "':*";
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
