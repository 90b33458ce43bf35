/** The walks from outside, and the demo. */
@NullMarked
package org.musubi.e2e;

import org.jspecify.annotations.NullMarked;
