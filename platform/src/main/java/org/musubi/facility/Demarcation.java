package org.musubi.facility;

/**
 * What is known of disclosures that pass this platform, so that it can be decided who answers for
 * one: the receiver is always named by its certificate or by who has signed in, the lines carry TLS
 * from end to end, and the platform itself reads documents before it releases them. The rest is in
 * contracts that the platform does not know, and is assumed as configured.
 */
public interface Demarcation {
  /** A disclosure of what the source holds to one of the target's facilities. */
  Transfer between(Member source, Member target);
}
