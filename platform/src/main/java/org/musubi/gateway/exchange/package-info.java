/**
 * What the transactions share: asking communities within limits, who may see what, and what goes on
 * the trail.
 */
@NullMarked
package org.musubi.gateway.exchange;

import org.jspecify.annotations.NullMarked;
