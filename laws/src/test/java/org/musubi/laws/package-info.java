/** The laws that hold for the whole repository; they read the tree and need nothing compiled. */
@NullMarked
package org.musubi.laws;

import org.jspecify.annotations.NullMarked;
