/** The laws that need what other modules compiled, for those modules that come before this one. */
@NullMarked
package org.musubi.laws;

import org.jspecify.annotations.NullMarked;
