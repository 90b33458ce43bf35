/** Reads a watched SS-MIX2 標準化ストレージ and registers what it holds. */
@NullMarked
package org.musubi.services.records.ssmix2;

import org.jspecify.annotations.NullMarked;
