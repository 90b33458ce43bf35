/** Measurements, each beside its baseline in the same run. */
@NullMarked
package org.musubi.benchmarks;

import org.jspecify.annotations.NullMarked;
