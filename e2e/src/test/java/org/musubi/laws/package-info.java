/** The laws that hold for the whole repository; they read the tree, not a running platform. */
@NullMarked
package org.musubi.laws;

import org.jspecify.annotations.NullMarked;
