/** Validation of request bodies against the official schemas. */
@NullMarked
package org.musubi.ihe.schema;

import org.jspecify.annotations.NullMarked;
