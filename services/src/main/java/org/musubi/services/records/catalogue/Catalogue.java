package org.musubi.services.records.catalogue;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of {@code catalogue.json}: who the patients are and what the files beside it are.
 *
 * @param patients registered before the documents
 * @param documents in the order they are taken in
 */
record Catalogue(List<Person> patients, List<Item> documents) {

  /** A patient; kana may be half width and is kept as it is. */
  record Person(
      String number,
      @Nullable String family,
      @Nullable String given,
      @Nullable String familyKana,
      @Nullable String givenKana,
      LocalDate birthDate,
      String sex,
      @Nullable String insured) {
    @Override
    public String toString() {
      return "Person";
    }
  }

  /** A code and its system. */
  record Code(String code, String system, @Nullable String display) {}

  /** Who wrote a document. */
  record Writer(String family, String given) {
    @Override
    public String toString() {
      return "Writer";
    }
  }

  /**
   * A document.
   *
   * @param file its name in the same folder
   * @param id its unique id, an OID
   */
  record Item(
      String file,
      String id,
      String patient,
      String mimeType,
      String title,
      Code classCode,
      Code typeCode,
      Code formatCode,
      Code facilityType,
      Code practice,
      OffsetDateTime created,
      Writer author,
      String institution) {}
}
