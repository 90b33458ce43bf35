/** Embedded PostgreSQL for a deployment that brings none of its own. */
@NullMarked
package org.musubi.postgres;

import org.jspecify.annotations.NullMarked;
