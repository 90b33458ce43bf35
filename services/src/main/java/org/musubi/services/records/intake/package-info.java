/** Documents that this community takes in itself, not over the wire: made into submissions. */
@NullMarked
package org.musubi.services.records.intake;

import org.jspecify.annotations.NullMarked;
