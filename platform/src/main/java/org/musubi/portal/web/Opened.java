package org.musubi.portal.web;

import org.musubi.core.MedicalId;
import org.musubi.ihe.xds.DocumentEntry;

/** A document that a list of this session showed. */
record Opened(MedicalId person, DocumentEntry entry) {
  @Override
  public String toString() {
    return "Opened";
  }
}
