package org.musubi.services.records.content;

import java.util.UUID;

/**
 * One document at rest.
 *
 * @param file where it lies
 * @param size bytes of the document itself
 * @param sha1 hash of XDS metadata, lower-case hex
 * @param sha256 lower-case hex
 */
public record Stored(UUID file, long size, String sha1, String sha256) {}
