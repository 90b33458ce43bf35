package org.musubi.gateway.iti39;

import org.musubi.audit.Receipt;
import org.musubi.ihe.documents.SpooledDocument;
import org.musubi.ihe.xds.RetrieveResponse.Retrieved;

/**
 * A document that may leave: whole, verified, allowed, and recorded. There is none without the
 * receipt of its release.
 */
public record Cleared(Retrieved head, SpooledDocument content, Receipt receipt) {}
