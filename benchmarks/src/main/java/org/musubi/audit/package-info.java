/** The room's inside, for the benchmarks: what they measure has no door of its own. */
@NullMarked
package org.musubi.audit;

import org.jspecify.annotations.NullMarked;
