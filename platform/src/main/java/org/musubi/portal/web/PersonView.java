package org.musubi.portal.web;

import org.musubi.audit.Receipt;
import org.musubi.mpi.Demographics;
import org.musubi.portal.reading.JapaneseDates;

/**
 * A person as a page shows one.
 *
 * @param handle the session's name for the person
 * @param position of the showing on the trail
 */
record PersonView(
    String handle, String name, String kana, String birthDate, String sex, long position) {
  /**
   * @param receipt the proof that this showing is recorded
   */
  static PersonView of(String handle, Demographics person, Receipt receipt) {
    var name = person.name();
    return new PersonView(
        handle,
        join(name.family(), name.given()),
        join(name.familyKana(), name.givenKana()),
        JapaneseDates.day(person.birthDate()),
        switch (person.sex()) {
          case M -> "男性";
          case F -> "女性";
          case O, U -> "不明";
        },
        receipt.position());
  }

  private static String join(
      @org.jspecify.annotations.Nullable String first,
      @org.jspecify.annotations.Nullable String second) {
    if (first == null) {
      return "";
    }
    return second == null ? first : first + " " + second;
  }
}
