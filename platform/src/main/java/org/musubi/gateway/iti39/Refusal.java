package org.musubi.gateway.iti39;

import org.jspecify.annotations.Nullable;
import org.musubi.core.MedicalId;
import org.musubi.gateway.exchange.Heard;
import org.musubi.gateway.exchange.Words;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.xds.ErrorCode;
import org.musubi.ihe.xds.RegistryError;

/**
 * A document that is not released.
 *
 * @param key which
 * @param code what the caller is told
 * @param words the same for people
 * @param person whose it is, for the trail; null when that is not known
 */
record Refusal(DocumentKey key, ErrorCode code, Words words, @Nullable MedicalId person) {
  /** Not known, or not allowed: the caller is never told which. */
  static Refusal undisclosed(DocumentKey key, @Nullable MedicalId person) {
    return new Refusal(key, ErrorCode.DOCUMENT_UNIQUE_ID_ERROR, Words.UNKNOWN_DOCUMENT, person);
  }

  /** The community gave nothing. */
  static Refusal silent(DocumentKey key, Heard.Nothing<?> nothing, @Nullable MedicalId person) {
    return new Refusal(key, nothing.retrieveCode(), nothing.why(), person);
  }

  /** As the answer says it; names the document by the id that was asked for. */
  RegistryError error() {
    var error = RegistryError.of(code, words.both() + " [" + key.uniqueId() + "]");
    var home = key.home();
    return home == null ? error : error.at(home);
  }
}
