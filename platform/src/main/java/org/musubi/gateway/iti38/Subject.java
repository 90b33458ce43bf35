package org.musubi.gateway.iti38;

import java.util.Optional;
import java.util.Set;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.xds.Ebxml;
import org.musubi.ihe.xml.Element;

/** Whom a registry object says it is about. */
sealed interface Subject {
  /** It names a patient. */
  record Patient(PatientIdentifier identifier) implements Subject {}

  /** It should name one, and what it says cannot be read. */
  record Unreadable() implements Subject {}

  /** It names none: a reference, an association, or something the hub does not know. */
  record Silent() implements Subject {}

  /** {@code patientId} of document entries, submission sets and folders (ITI TF-3 4.2.5.2). */
  Set<String> SCHEMES =
      Set.of(
          "urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427",
          "urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446",
          "urn:uuid:f64ffdf0-4b97-4e06-b79f-a52b38ec2f8a");

  /** Reads it; several names that do not agree are unreadable. */
  static Subject of(Element object) {
    Optional<String> found = Optional.empty();
    for (Element identifier : object.all(Ebxml.RIM, "ExternalIdentifier")) {
      if (SCHEMES.contains(identifier.attribute("identificationScheme").orElse(""))) {
        var value = identifier.attribute("value").orElse("");
        if (found.isPresent() && !found.get().equals(value)) {
          return new Unreadable();
        }
        found = Optional.of(value);
      }
    }
    try {
      return found
          .<Subject>map(cx -> new Patient(PatientIdentifier.parseCx(cx)))
          .orElseGet(() -> entry(object) ? new Unreadable() : new Silent());
    } catch (IllegalArgumentException notOne) {
      return new Unreadable();
    }
  }

  private static boolean entry(Element object) {
    return object.is(Ebxml.RIM, "ExtrinsicObject") || object.is(Ebxml.RIM, "RegistryPackage");
  }
}
