package org.musubi.gateway.iti20;

/**
 * Why something is not taken.
 *
 * @param code an issue type of FHIR, {@code http://hl7.org/fhir/issue-type}
 * @param japanese what to say to whoever sent it, without a value that was sent
 */
public record Problem(String code, String japanese) {}
