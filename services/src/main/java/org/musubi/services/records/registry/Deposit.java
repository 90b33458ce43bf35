package org.musubi.services.records.registry;

import org.musubi.services.records.content.Stored;

/**
 * The content that comes with a document entry, at rest already.
 *
 * @param uniqueId of the document
 * @param stored where it lies
 * @param mimeType its media type
 */
public record Deposit(String uniqueId, Stored stored, String mimeType) {}
