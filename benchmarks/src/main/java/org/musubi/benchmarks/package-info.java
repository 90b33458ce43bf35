/** Measurements, each beside its baseline. */
@NullMarked
package org.musubi.benchmarks;

import org.jspecify.annotations.NullMarked;
