/**
 * Starts, stops and kills a whole deployment as processes of the operating system, the way a person
 * would run it; used by the demo, the tests and the benchmarks.
 */
@NullMarked
package org.musubi.e2e.harness;

import org.jspecify.annotations.NullMarked;
