/** The laws of the platform; they run before every other test. */
@NullMarked
package org.musubi.laws;

import org.jspecify.annotations.NullMarked;
