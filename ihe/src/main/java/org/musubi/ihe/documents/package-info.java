/**
 * Documents in messages: an own MIME and XOP reader, an encrypted spool, and a writer. A document
 * is whole, counted and hashed before anyone may release it, or it is refused.
 */
@NullMarked
package org.musubi.ihe.documents;

import org.jspecify.annotations.NullMarked;
