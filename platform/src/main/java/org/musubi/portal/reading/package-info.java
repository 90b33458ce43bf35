/**
 * Turns a document into headings, paragraphs, lists and tables that a page can show: never into
 * markup of the document's own.
 */
@NullMarked
package org.musubi.portal.reading;

import org.jspecify.annotations.NullMarked;
