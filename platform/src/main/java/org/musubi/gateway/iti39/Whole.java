package org.musubi.gateway.iti39;

import org.musubi.ihe.documents.SpooledDocument;
import org.musubi.soc.Verdict;

/** A document that lies whole in the spool and is what its metadata say. */
record Whole(Wanted wanted, SpooledDocument content, String mimeType, Verdict verdict) {}
