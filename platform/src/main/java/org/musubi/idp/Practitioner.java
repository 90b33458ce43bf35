package org.musubi.idp;

import org.musubi.core.JapaneseName;
import org.musubi.core.PractitionerId;

/** A person who works at facilities: 医療従事者 or clerk. */
public record Practitioner(PractitionerId id, JapaneseName name) {
  @Override
  public String toString() {
    return "Practitioner[" + id + "]";
  }
}
